/* Envía un mensaje por TCP: ./message_client [HOST PORT [MESSAGE]] */

#define _POSIX_C_SOURCE 200809L

#include <netdb.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static _Noreturn void usage(void)
{
    fprintf(stderr, "Uso: ./message_client [HOST PORT [MESSAGE]]\n");
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
    if (connect(connection, (struct sockaddr *)&address, sizeof address) < 0)
        fail("No se pudo conectar con el servidor");
    return connection;
}

/* send() puede aceptar solo una parte / send() may take only a part. */
static void send_all(int connection, const char *bytes, size_t count)
{
    while (count > 0) {
        ssize_t sent = send(connection, bytes, count, 0);
        if (sent < 0)
            fail("No se pudo enviar el mensaje");
        bytes += sent;
        count -= (size_t)sent;
    }
}

/* Muestra los bytes de la respuesta a medida que llegan / shows the bytes of the answer as they come. */
static void show_answer(int connection)
{
    char buffer[1024];
    ssize_t total = 0;
    ssize_t count;
    while ((count = recv(connection, buffer, sizeof buffer, 0)) > 0) {
        if (total == 0)
            printf("Respuesta: ");
        total += count;
        fwrite(buffer, 1, (size_t)count, stdout);
    }
    if (count < 0)
        fail("Se perdió la conexión");
    if (total > 0)
        printf("\n");
}

int main(int argc, char *argv[])
{
    if (argc == 2 || argc > 4)
        usage();
    const char *host = argc > 2 ? argv[1] : "127.0.0.1";
    int port = argc > 2 ? read_port(argv[2]) : 12345;
    const char *message = argc > 3 ? argv[3] : "Hola desde el cliente";

    signal(SIGPIPE, SIG_IGN); /* si el servidor se fue, send() falla y se puede avisar / send() fails and we can say so */
    int connection = open_connection(host, port);
    send_all(connection, message, strlen(message));
    /* "Terminé de enviar": el servidor ve el final y aún puede contestar
     * "I am done sending": the server sees the end and can still answer. */
    shutdown(connection, SHUT_WR);
    show_answer(connection);
    close(connection);
    return EXIT_SUCCESS;
}
