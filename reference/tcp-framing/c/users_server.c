/* Servidor de usuarios por TCP: ./users_server [HOST PORT] */

#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "json.h"

#define LONGEST_LINE 4096
#define MOST_CLIENTS 1000

struct client {
    int connection;
    char line[LONGEST_LINE + 1]; /* lo que llegó de la línea actual / what has arrived of the current line */
    size_t length;
    int skipping; /* descarta el resto de una línea demasiado larga / drops the rest of a line too long */
    int subscribed;
    int ended;
    char *outgoing; /* lo que aún no se pudo enviar / what could not be sent yet */
    size_t waiting;
};

static struct client *clients[MOST_CLIENTS];
static int client_count;
static char **users;
static int user_count;

static _Noreturn void usage(void)
{
    fprintf(stderr, "Uso: ./users_server [HOST PORT]\n");
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

static void *resize(void *memory, size_t size)
{
    memory = realloc(memory, size);
    if (memory == NULL)
        fail("realloc");
    return memory;
}

/* Envía lo que el sistema acepte ahora; lo demás espera / sends what the system takes now; the rest waits. */
static void flush_client(struct client *client)
{
    while (client->waiting > 0) {
        ssize_t sent = send(client->connection, client->outgoing, client->waiting, 0);
        if (sent < 0) {
            if (errno != EAGAIN && errno != EWOULDBLOCK)
                client->waiting = 0;
            return;
        }
        client->waiting -= (size_t)sent;
        memmove(client->outgoing, client->outgoing + sent, client->waiting);
    }
}

static void put(struct client *client, const char *text)
{
    size_t length = strlen(text);
    client->outgoing = resize(client->outgoing, client->waiting + length);
    memcpy(client->outgoing + client->waiting, text, length);
    client->waiting += length;
}

static int find_user(const char *name)
{
    for (int i = 0; i < user_count; i++)
        if (strcmp(users[i], name) == 0)
            return i;
    return -1;
}

static void add_user(const char *name)
{
    users = resize(users, (size_t)(user_count + 1) * sizeof *users);
    users[user_count] = strdup(name);
    user_count++;
}

static void remove_user(int place)
{
    free(users[place]);
    user_count--;
    memmove(users + place, users + place + 1, (size_t)(user_count - place) * sizeof *users);
}

static void put_quoted(struct client *client, const char *name)
{
    char quoted[6 * LONGEST_LINE + 16];
    json_quote(name, quoted, sizeof quoted);
    put(client, quoted);
}

/* "id" vuelve tal como vino / "id" goes back as it came. */
static void put_id(struct client *client, const char *id)
{
    char copy[LONGEST_LINE + 1] = "null";
    if (id != NULL) {
        size_t length = (size_t)(json_end(id) - id);
        memcpy(copy, id, length);
        copy[length] = '\0';
    }
    put(client, "{\"id\":");
    put(client, copy);
}

static void refuse(struct client *client, const char *id, const char *error)
{
    put_id(client, id);
    put(client, ",\"ok\":false,\"error\":\"");
    put(client, error);
    put(client, "\"}\n");
}

static void accept_request(struct client *client, const char *id)
{
    put_id(client, id);
    put(client, ",\"ok\":true}\n");
}

static void tell_subscribers(const char *event, const char *name)
{
    for (int i = 0; i < client_count; i++) {
        if (!clients[i]->subscribed || clients[i]->ended)
            continue;
        put(clients[i], "{\"event\":\"");
        put(clients[i], event);
        put(clients[i], "\",\"name\":");
        put_quoted(clients[i], name);
        put(clients[i], "}\n");
    }
}

static void list_users(struct client *client, const char *id)
{
    put_id(client, id);
    put(client, ",\"ok\":true,\"users\":[");
    for (int i = 0; i < user_count; i++) {
        put(client, i > 0 ? "," : "");
        put_quoted(client, users[i]);
    }
    put(client, "]}\n");
}

static void change_users(struct client *client, const char *id, int adds, const char *value)
{
    char name[LONGEST_LINE + 1];
    if (value == NULL || json_text(value, name, sizeof name) < 0 || name[0] == '\0') {
        refuse(client, id, "missing-field");
        return;
    }
    int place = find_user(name);
    if (adds == (place >= 0)) {
        refuse(client, id, adds ? "duplicate-user" : "unknown-user");
        return;
    }
    if (adds)
        add_user(name);
    else
        remove_user(place);
    accept_request(client, id);
    tell_subscribers(adds ? "registered" : "removed", name);
}

static void answer(struct client *client, const char *line)
{
    printf("Petición: %s\n", line);
    if (strlen(line) < client->length || !json_is_object(line)) {
        refuse(client, NULL, "bad-json");
        return;
    }
    char op[32] = "";
    const char *id = json_member(line, "id"), *operation = json_member(line, "op"), *name = json_member(line, "name");
    if (id == NULL || operation == NULL) {
        refuse(client, id, "missing-field");
        return;
    }
    json_text(operation, op, sizeof op);
    if (strcmp(op, "register") == 0 || strcmp(op, "remove") == 0) {
        change_users(client, id, strcmp(op, "register") == 0, name);
    } else if (strcmp(op, "list") == 0) {
        list_users(client, id);
    } else if (strcmp(op, "subscribe") == 0) {
        client->subscribed = 1;
        accept_request(client, id);
    } else {
        refuse(client, id, "unknown-op");
    }
}

/* Junta lo que llega hasta el \n / joins what arrives up to the \n. */
static void take_byte(struct client *client, char byte)
{
    if (byte == '\n') {
        client->line[client->length] = '\0';
        if (!client->skipping)
            answer(client, client->line);
        client->length = 0;
        client->skipping = 0;
    } else if (client->length < LONGEST_LINE) {
        client->line[client->length++] = byte;
    } else if (!client->skipping) {
        client->skipping = 1;
        refuse(client, NULL, "line-too-long");
    }
}

static void read_client(struct client *client)
{
    char buffer[1024];
    ssize_t count = recv(client->connection, buffer, sizeof buffer, 0);
    if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
        return;
    if (count <= 0)
        client->ended = 1;
    for (ssize_t i = 0; i < count; i++)
        take_byte(client, buffer[i]);
}

static void accept_client(int server)
{
    int connection = accept(server, NULL, NULL);
    if (connection < 0)
        return;
    if (client_count == MOST_CLIENTS) {
        close(connection);
        return;
    }
    printf("Conexión nueva\n");
    fcntl(connection, F_SETFL, O_NONBLOCK); /* ningún cliente detiene a los demás / no client holds up the others */
    struct client *client = resize(NULL, sizeof *client);
    *client = (struct client){.connection = connection};
    clients[client_count++] = client;
}

static void forget_ended_clients(void)
{
    for (int i = client_count - 1; i >= 0; i--) {
        struct client *client = clients[i];
        if (!client->ended || client->waiting > 0)
            continue;
        close(client->connection);
        free(client->outgoing);
        free(client);
        clients[i] = clients[--client_count];
    }
}

static void serve(int server)
{
    static struct pollfd waits[MOST_CLIENTS + 1];
    for (;;) {
        int count = client_count;
        waits[0] = (struct pollfd){.fd = server, .events = POLLIN};
        for (int i = 0; i < count; i++) {
            short events = (clients[i]->ended ? 0 : POLLIN) | (clients[i]->waiting > 0 ? POLLOUT : 0);
            waits[i + 1] = (struct pollfd){.fd = clients[i]->connection, .events = events};
        }
        if (poll(waits, (nfds_t)count + 1, -1) < 0)
            fail("poll");
        for (int i = 0; i < count; i++)
            if (waits[i + 1].revents & (POLLIN | POLLHUP | POLLERR))
                read_client(clients[i]);
        if (waits[0].revents)
            accept_client(server);
        for (int i = 0; i < client_count; i++)
            flush_client(clients[i]);
        forget_ended_clients();
    }
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
    serve(server);
}
