/* Recibe un mensaje por TCP: ./message_server [HOST PORT] */

#define _POSIX_C_SOURCE 200809L

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static _Noreturn void usage(void)
{
    fprintf(stderr, "Uso: ./message_server [HOST PORT]\n");
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

static int open_server(const char *host, int port)
{
    struct sockaddr_in address = find_address(host, port);
    int server = socket(AF_INET, SOCK_STREAM, 0);
    if (server < 0)
        fail("No se pudo crear el socket");
    /* Permite reabrir el puerto enseguida / lets the port be opened again at once. */
    int yes = 1;
    setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(server, (struct sockaddr *)&address, sizeof address) < 0 || listen(server, 1) < 0)
        fail("No se pudo abrir el puerto");
    return server;
}

static int accept_client(int server)
{
    struct sockaddr_in client;
    socklen_t length = sizeof client;
    int connection = accept(server, (struct sockaddr *)&client, &length);
    if (connection < 0)
        fail("No se pudo aceptar");
    printf("Conexión desde: %s:%d\n", inet_ntoa(client.sin_addr), ntohs(client.sin_port));
    return connection;
}

/* El mensaje termina cuando el cliente cierra, no con un recv(): se guarda todo lo que llega.
 * The message ends when the client closes, not with one recv(): all that arrives is kept. */
static char *receive_all(int connection, size_t *length)
{
    size_t room = 1024;
    char *message = malloc(room);
    *length = 0;
    while (message != NULL) {
        ssize_t count = recv(connection, message + *length, room - *length, 0);
        if (count < 0)
            fail("Se perdió la conexión");
        if (count == 0)
            return message;
        *length += (size_t)count;
        if (*length == room)
            message = realloc(message, room *= 2);
    }
    fail("malloc");
}

static void answer(int connection, size_t length)
{
    char text[64];
    int count = snprintf(text, sizeof text, "Recibí %zu bytes", length);
    if (send(connection, text, (size_t)count, 0) < 0)
        perror("No se pudo contestar");
}

int main(int argc, char *argv[])
{
    if (argc != 1 && argc != 3)
        usage();
    const char *host = argc > 2 ? argv[1] : "127.0.0.1";
    int port = argc > 2 ? read_port(argv[2]) : 12345;

    setvbuf(stdout, NULL, _IOLBF, 0); /* muestra cada línea enseguida / shows every line at once */
    signal(SIGPIPE, SIG_IGN); /* contestar a quien ya se fue no mata al servidor / answering who left does not kill it */
    int server = open_server(host, port);
    printf("Esperando conexión...\n");
    int connection = accept_client(server);

    size_t length;
    char *message = receive_all(connection, &length);
    printf("Mensaje recibido: ");
    fwrite(message, 1, length, stdout); /* no es una cadena: no termina en '\0' / not a string: no '\0' at its end */
    printf("\n");
    answer(connection, length);

    free(message);
    close(connection);
    close(server);
    return EXIT_SUCCESS;
}
