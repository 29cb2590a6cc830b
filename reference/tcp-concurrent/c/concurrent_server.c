/* Servidor de eco para varios clientes a la vez: ./concurrent_server [HOST PORT] */

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
    fprintf(stderr, "Uso: ./concurrent_server [HOST PORT]\n");
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

/* Lo que un hilo sabe de su cliente: cada uno tiene el suyo / what a thread knows of its client: each has its own. */
struct client {
    int connection;
    struct sockaddr_in address;
};

/* flockfile(): la línea de un hilo no se mezcla con las de otros / lines of several threads do not get mixed. */
static void show(const struct client *client, const char *label, const char *bytes, size_t count)
{
    char host[INET_ADDRSTRLEN];
    inet_ntop(AF_INET, &client->address.sin_addr, host, sizeof host);
    flockfile(stdout);
    printf("%s:%d%s", host, ntohs(client->address.sin_port), label);
    fwrite(bytes, 1, count, stdout); /* no son una cadena: puede haber '\0' / not a string: may hold '\0' */
    printf("\n");
    funlockfile(stdout);
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

static void echo(const struct client *client)
{
    char buffer[1024];
    ssize_t count;
    while ((count = recv(client->connection, buffer, sizeof buffer, 0)) > 0) {
        show(client, ": ", buffer, (size_t)count);
        if (send_all(client->connection, buffer, (size_t)count) < 0)
            break;
    }
    show(client, count == 0 ? " se fue" : " se perdió", "", 0);
}

/* Un hilo por cliente: ninguno espera a otro / a thread for each client: none waits for another. */
static void *attend(void *argument)
{
    struct client *client = argument;
    echo(client);
    close(client->connection);
    free(client);
    return NULL;
}

static void start_thread(struct client *client)
{
    pthread_t thread;
    show(client, " se conectó", "", 0);
    if (pthread_create(&thread, NULL, attend, client) != 0)
        fail("pthread_create");
    /* Nadie lo espera: sus recursos se liberan cuando termina / nobody waits for it: it cleans up when it ends. */
    pthread_detach(thread);
}

int main(int argc, char *argv[])
{
    if (argc != 1 && argc != 3)
        usage();
    const char *host = argc == 3 ? argv[1] : "127.0.0.1";
    int port = argc == 3 ? read_number(argv[2]) : 5000;

    setvbuf(stdout, NULL, _IOLBF, 0); /* muestra cada línea enseguida / shows every line at once */
    signal(SIGPIPE, SIG_IGN); /* un cliente que se fue no mata al servidor / a client that left does not kill it */
    int server = open_server(host, port);
    printf("Servidor en escucha en %s:%d\n", host, port);

    while (1) {
        /* Memoria nueva para cada cliente: el hilo anterior aún usa la suya / the thread before still uses its own. */
        struct client *client = malloc(sizeof *client);
        if (client == NULL)
            fail("malloc");
        socklen_t length = sizeof client->address;
        client->connection = accept(server, (struct sockaddr *)&client->address, &length);
        if (client->connection < 0) {
            perror("accept");
            free(client);
            continue;
        }
        start_thread(client);
    }
}
