/* Saluda a cada cliente por TCP: ./greeting_server [HOST PORT] */

#define _POSIX_C_SOURCE 200809L

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

static const char GREETING[] = "¡Hola! Te damos la bienvenida.";
static const struct timeval PATIENCE = {.tv_sec = 5};

static _Noreturn void usage(void)
{
    fprintf(stderr, "Uso: ./greeting_server [HOST PORT]\n");
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
    if (bind(server, (struct sockaddr *)&address, sizeof address) < 0 || listen(server, 128) < 0)
        fail("No se pudo abrir el puerto");
    return server;
}

/* send() puede aceptar solo una parte / send() may take only a part. */
static int send_all(int connection, const char *bytes, size_t count)
{
    while (count > 0) {
        ssize_t sent = send(connection, bytes, count, 0);
        if (sent < 0)
            return -1;
        bytes += sent;
        count -= (size_t)sent;
    }
    return 0;
}

/* Cerrar con datos sin leer enviaría RST y el saludo se podría perder: avisa el final y espera al cliente
 * Closing with data unread would send RST and the greeting might be lost: announce the end, wait for the client. */
static void close_in_order(int connection)
{
    char unread[1024];
    shutdown(connection, SHUT_WR);
    setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &PATIENCE, sizeof PATIENCE);
    while (recv(connection, unread, sizeof unread, 0) > 0)
        continue;
    close(connection);
}

/* Un hilo por cliente: ninguno espera a otro / a thread for each client: none waits for another. */
static void *attend(void *argument)
{
    int *connection = argument;
    if (send_all(*connection, GREETING, strlen(GREETING)) < 0)
        perror("Conexión perdida");
    close_in_order(*connection);
    free(connection);
    return NULL;
}

static void start_thread(int connection)
{
    pthread_t thread;
    int *argument = malloc(sizeof *argument);
    if (argument == NULL)
        fail("malloc");
    *argument = connection;
    if (pthread_create(&thread, NULL, attend, argument) != 0)
        fail("pthread_create");
    pthread_detach(thread);
}

int main(int argc, char *argv[])
{
    if (argc != 1 && argc != 3)
        usage();
    const char *host = argc > 2 ? argv[1] : "127.0.0.1";
    int port = argc > 2 ? read_port(argv[2]) : 5000;

    setvbuf(stdout, NULL, _IOLBF, 0); /* muestra cada línea enseguida / shows every line at once */
    signal(SIGPIPE, SIG_IGN); /* un cliente que se fue no mata al servidor / a client that left does not kill it */
    int server = open_server(host, port);
    printf("Esperando conexiones en %s:%d\n", host, port);

    while (1) {
        struct sockaddr_in client;
        socklen_t length = sizeof client;
        int connection = accept(server, (struct sockaddr *)&client, &length);
        if (connection < 0) {
            perror("accept");
            continue;
        }
        printf("Conexión establecida desde %s:%d\n", inet_ntoa(client.sin_addr), ntohs(client.sin_port));
        start_thread(connection);
    }
}
