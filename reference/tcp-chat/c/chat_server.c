/* Servidor del chat por TCP: ./chat_server [HOST PORT] */

#define _POSIX_C_SOURCE 200809L

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { CLIENTS = 128, SIZE = 1024 };

/* Un cliente, y los bytes de su letra incompleta / a client, and the bytes of its incomplete character. */
struct client {
    char name[32];
    char text[SIZE];
    size_t held;
};

static struct pollfd watched[CLIENTS + 1]; /* el primero es el que escucha / the first one listens */
static struct client clients[CLIENTS + 1];
static nfds_t count = 1;

static _Noreturn void usage(void)
{
    fprintf(stderr, "Uso: ./chat_server [HOST PORT]\n");
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

static int open_port(const char *host, int port)
{
    struct sockaddr_in address = find_address(host, port);
    int server = socket(AF_INET, SOCK_STREAM, 0);
    if (server < 0)
        fail("No se pudo crear el socket");
    int yes = 1; /* permite reabrir el puerto enseguida / lets the port be opened again at once */
    setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(server, (struct sockaddr *)&address, sizeof address) < 0 || listen(server, CLIENTS) < 0)
        fail("No se pudo abrir el puerto");
    return server;
}

static void welcome(int server)
{
    struct sockaddr_in from;
    socklen_t length = sizeof from;
    int connection = accept(server, (struct sockaddr *)&from, &length);
    if (connection < 0)
        return;
    if (count > CLIENTS) {
        close(connection);
        return;
    }
    struct client *client = &clients[count];
    client->held = 0;
    snprintf(client->name, sizeof client->name, "%s:%d", inet_ntoa(from.sin_addr), ntohs(from.sin_port));
    printf("%s se conectó\n", client->name);
    watched[count++] = (struct pollfd){.fd = connection, .events = POLLIN};
}

static void forget(nfds_t index, const char *why)
{
    printf("%s %s\n", clients[index].name, why);
    close(watched[index].fd);
    count--;
    watched[index] = watched[count];
    clients[index] = clients[count];
}

/* Cuántos de los bytes son letras completas / how many of the bytes are whole characters. */
static size_t whole(const char *text, size_t length)
{
    size_t start = length;
    while (start > 0 && length - start < 3 && ((unsigned char)text[start - 1] & 0xC0) == 0x80)
        start--;
    if (start == 0)
        return length;
    unsigned char first = (unsigned char)text[start - 1];
    size_t needed = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1;
    return length - start + 1 < needed ? start - 1 : length;
}

static void show(struct client *client, size_t length)
{
    size_t shown = whole(client->text, length);
    printf("%s: ", client->name);
    fwrite(client->text, 1, shown, stdout);
    printf("\n");
    client->held = length - shown;
    memmove(client->text, client->text + shown, client->held);
}

/* Falso cuando el cliente ya no está / false when the client is no longer there. */
static int confirm(int connection, size_t bytes)
{
    char text[64];
    int length = snprintf(text, sizeof text, "Mensaje recibido (%zu bytes)", bytes);
    return send(connection, text, (size_t)length, 0) == length;
}

static void attend(nfds_t index)
{
    struct client *client = &clients[index];
    int connection = watched[index].fd;
    /* recv() entrega lo que haya llegado, no "un mensaje" / recv() gives what has arrived, not "a message". */
    ssize_t received = recv(connection, client->text + client->held, SIZE - client->held, 0);
    if (received == 0) {
        forget(index, "se fue");
        return;
    }
    if (received < 0) {
        forget(index, "se perdió");
        return;
    }
    show(client, client->held + (size_t)received);
    if (!confirm(connection, (size_t)received))
        forget(index, "se perdió");
}

int main(int argc, char *argv[])
{
    if (argc != 1 && argc != 3)
        usage();
    const char *host = argc == 3 ? argv[1] : "127.0.0.1";
    int port = argc == 3 ? read_number(argv[2]) : 8000;

    setvbuf(stdout, NULL, _IOLBF, 0); /* muestra cada línea enseguida / shows every line at once */
    signal(SIGPIPE, SIG_IGN); /* send() a quien se fue falla y ya / send() to one that left just fails */
    watched[0] = (struct pollfd){.fd = open_port(host, port), .events = POLLIN};
    printf("Servidor del chat en %s:%d\n", host, port);
    for (;;) {
        if (poll(watched, count, -1) < 0)
            fail("poll");
        for (nfds_t index = count - 1; index > 0; index--)
            if (watched[index].revents != 0)
                attend(index);
        if (watched[0].revents != 0)
            welcome(watched[0].fd);
    }
}
