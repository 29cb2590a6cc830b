/* Servidor de eco por TCP: ./tcp_server [HOST PORT [BUFFER]] */

#define _POSIX_C_SOURCE 200809L

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static _Noreturn void usage(void)
{
    fprintf(stderr, "Uso: ./tcp_server [HOST PORT [BUFFER]]\n");
    exit(EXIT_FAILURE);
}

static _Noreturn void fail(const char *what)
{
    perror(what);
    exit(EXIT_FAILURE);
}

static int read_number(const char *text)
{
    char *end;
    long number = strtol(text, &end, 10);
    if (end == text || *end != '\0' || number < 1 || number > 65535)
        usage();
    return (int)number;
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

static void show(const char *bytes, size_t count)
{
    printf("Recibido: ");
    fwrite(bytes, 1, count, stdout); /* no son una cadena: puede haber '\0' / not a string: may hold '\0' */
    printf("\n");
}

static void echo(int connection, char *buffer, size_t size)
{
    ssize_t count;
    /* recv() entrega lo que haya llegado, no "un mensaje" / recv() gives what has arrived, not "a message". */
    while ((count = recv(connection, buffer, size, 0)) > 0) {
        show(buffer, (size_t)count);
        if (send_all(connection, buffer, (size_t)count) < 0)
            break;
    }
    if (count != 0)
        perror("Conexión perdida");
}

struct visit {
    int connection;
    size_t size;
};

/* Un hilo por cliente: ninguno espera a otro / a thread for each client: none waits for another. */
static void *attend(void *argument)
{
    struct visit *visit = argument;
    char *buffer = malloc(visit->size);
    if (buffer != NULL)
        echo(visit->connection, buffer, visit->size);
    close(visit->connection);
    free(buffer);
    free(visit);
    return NULL;
}

static void start_thread(int connection, size_t size)
{
    pthread_t thread;
    struct visit *visit = malloc(sizeof *visit);
    if (visit == NULL)
        fail("malloc");
    *visit = (struct visit){connection, size};
    if (pthread_create(&thread, NULL, attend, visit) != 0)
        fail("pthread_create");
    pthread_detach(thread);
}

int main(int argc, char *argv[])
{
    if (argc == 2 || argc > 4)
        usage();
    const char *host = argc > 2 ? argv[1] : "127.0.0.1";
    int port = argc > 2 ? read_number(argv[2]) : 5000;
    int size = argc > 3 ? read_number(argv[3]) : 1024;

    setvbuf(stdout, NULL, _IOLBF, 0); /* muestra cada línea enseguida / shows every line at once */
    signal(SIGPIPE, SIG_IGN); /* un cliente que se fue no mata al servidor / a client that left does not kill it */
    int server = open_server(host, port);
    printf("Servidor en escucha en %s:%d\n", host, port);

    while (1) {
        struct sockaddr_in client;
        socklen_t length = sizeof client;
        int connection = accept(server, (struct sockaddr *)&client, &length);
        if (connection < 0) {
            perror("accept");
            continue;
        }
        printf("Conexión desde: %s:%d\n", inet_ntoa(client.sin_addr), ntohs(client.sin_port));
        start_thread(connection, (size_t)size);
    }
}
