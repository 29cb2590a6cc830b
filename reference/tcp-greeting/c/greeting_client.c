/* Muestra el saludo de un servidor TCP: ./greeting_client [HOST PORT] */

#define _POSIX_C_SOURCE 200809L

#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

static const struct timeval PATIENCE = {.tv_sec = 1};

static _Noreturn void usage(void)
{
    fprintf(stderr, "Uso: ./greeting_client [HOST PORT]\n");
    exit(EXIT_FAILURE);
}

static _Noreturn void fail(const char *what)
{
    perror(what);
    exit(EXIT_FAILURE);
}

static int read_port(const char *text)
{
    char *end;
    long port = strtol(text, &end, 10);
    if (end == text || *end != '\0' || port < 1 || port > 65535)
        usage();
    return (int)port;
}

static struct sockaddr_in find_address(const char *host, int port)
{
    struct addrinfo hints = {.ai_family = AF_INET, .ai_socktype = SOCK_STREAM};
    struct addrinfo *found;
    int error = getaddrinfo(host, NULL, &hints, &found);
    if (error != 0) {
        fprintf(stderr, "No se encontró %s: %s\n", host, gai_strerror(error));
        exit(EXIT_FAILURE);
    }
    struct sockaddr_in address = *(struct sockaddr_in *)found->ai_addr;
    freeaddrinfo(found);
    address.sin_port = htons((in_port_t)port);
    return address;
}

static int open_connection(const char *host, int port)
{
    struct sockaddr_in address = find_address(host, port);
    int connection = socket(AF_INET, SOCK_STREAM, 0);
    if (connection < 0)
        fail("No se pudo crear el socket");
    setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &PATIENCE, sizeof PATIENCE);
    if (connect(connection, (struct sockaddr *)&address, sizeof address) < 0)
        fail("No se pudo conectar con el servidor");
    return connection;
}

/* El saludo termina cuando el servidor cierra, no con un recv(): se guarda todo lo que llega.
 * The greeting ends when the server closes, not with one recv(): all that arrives is kept. */
static char *receive_all(int connection, size_t *length)
{
    size_t room = 1024;
    char *greeting = malloc(room);
    *length = 0;
    while (greeting != NULL) {
        ssize_t count = recv(connection, greeting + *length, room - *length, 0);
        if (count < 0)
            fail("No se recibió el saludo"); /* se cortó, o pasó el tiempo / broken off, or out of time */
        if (count == 0)
            return greeting;
        *length += (size_t)count;
        if (*length == room)
            greeting = realloc(greeting, room *= 2);
    }
    fail("malloc");
}

int main(int argc, char *argv[])
{
    if (argc != 1 && argc != 3)
        usage();
    const char *host = argc > 2 ? argv[1] : "127.0.0.1";
    int port = argc > 2 ? read_port(argv[2]) : 5000;

    int connection = open_connection(host, port);
    size_t length;
    char *greeting = receive_all(connection, &length);
    close(connection);
    if (length == 0) {
        fprintf(stderr, "El servidor cerró sin saludar\n");
        return EXIT_FAILURE;
    }
    printf("Mensaje del servidor: ");
    fwrite(greeting, 1, length, stdout); /* no es una cadena: no termina en '\0' / not a string: no '\0' at its end */
    printf("\n");
    free(greeting);
    return EXIT_SUCCESS;
}
