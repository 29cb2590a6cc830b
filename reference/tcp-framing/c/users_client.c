/* Cliente de usuarios por TCP: ./users_client [HOST PORT] */

#define _POSIX_C_SOURCE 200809L

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

#define COMMANDS "Órdenes: register NOMBRE, remove NOMBRE, list, subscribe, quit\n"

/* Bytes que llegaron y aún no son una línea completa / bytes that arrived and are no whole line yet. */
struct pending {
    char *bytes;
    size_t length;
};

static int last_id;
static int unanswered;
static int leaving;

static _Noreturn void usage(void)
{
    fprintf(stderr, "Uso: ./users_client [HOST PORT]\n");
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

static int open_connection(const char *host, int port)
{
    struct sockaddr_in address = find_address(host, port);
    int connection = socket(AF_INET, SOCK_STREAM, 0);
    if (connection < 0 || connect(connection, (struct sockaddr *)&address, sizeof address) < 0)
        fail("No se pudo conectar con el servidor");
    return connection;
}

/* send() puede aceptar solo una parte / send() may take only a part. */
static void send_all(int connection, const char *bytes, size_t count)
{
    while (count > 0) {
        ssize_t sent = send(connection, bytes, count, 0);
        if (sent < 0)
            fail("Se perdió el servidor");
        bytes += sent;
        count -= (size_t)sent;
    }
}

static void *resize(void *memory, size_t size)
{
    memory = realloc(memory, size);
    if (memory == NULL)
        fail("realloc");
    return memory;
}

static void show_text(const char *label, const char *value)
{
    size_t size = value == NULL ? 1 : (size_t)(json_end(value) - value) + 8;
    char *text = resize(NULL, size);
    if (value != NULL && json_text(value, text, size) == 0)
        printf("%s%s\n", label, text);
    free(text);
}

static void show_message(int connection, const char *line)
{
    (void)connection;
    if (!json_is_object(line)) {
        fprintf(stderr, "El servidor envió algo que no es JSON\n");
        return;
    }
    if (json_member(line, "event") != NULL) {
        show_text("Aviso: ", json_member(line, "event"));
        show_text("  ", json_member(line, "name"));
        return;
    }
    unanswered--;
    const char *ok = json_member(line, "ok"), *users = json_member(line, "users");
    if (ok == NULL || strncmp(ok, "true", 4) != 0) {
        show_text("El servidor lo rechazó: ", json_member(line, "error"));
        return;
    }
    printf("Listo.\n");
    for (int i = 0; users != NULL && json_element(users, i) != NULL; i++)
        show_text("  ", json_element(users, i));
}

static void obey(int connection, char *line)
{
    if (leaving)
        return;
    line[strcspn(line, "\r")] = '\0';
    char *name = strchr(line, ' ');
    if (name != NULL)
        *name++ = '\0';
    int changes = strcmp(line, "register") == 0 || strcmp(line, "remove") == 0;
    int asks = strcmp(line, "list") == 0 || strcmp(line, "subscribe") == 0;
    if (strcmp(line, "quit") == 0) {
        leaving = 1;
        return;
    }
    if (changes == (name == NULL || *name == '\0') || (!changes && !asks)) {
        fprintf(stderr, COMMANDS);
        return;
    }
    char quoted[16384], request[16384 + 64];
    if (changes && json_quote(name, quoted, sizeof quoted) < 0) {
        fprintf(stderr, "Ese nombre es demasiado largo\n");
        return;
    }
    int length = changes ? sprintf(request, "{\"id\":%d,\"op\":\"%s\",\"name\":%s}\n", ++last_id, line, quoted)
                         : sprintf(request, "{\"id\":%d,\"op\":\"%s\"}\n", ++last_id, line);
    unanswered++;
    send_all(connection, request, (size_t)length);
}

static void obey_line(int connection, const char *line)
{
    char *copy = strdup(line);
    obey(connection, copy);
    free(copy);
}

/* Junta lo que llega y hace algo con cada línea completa / joins what arrives, does something with every whole line. */
static int take_lines(int from, struct pending *pending, int connection, void (*use)(int, const char *))
{
    pending->bytes = resize(pending->bytes, pending->length + 4096);
    ssize_t count = read(from, pending->bytes + pending->length, 4096);
    if (count <= 0)
        return (int)count;
    pending->length += (size_t)count;
    char *end, *start = pending->bytes;
    while ((end = memchr(start, '\n', pending->length)) != NULL) {
        *end = '\0';
        use(connection, start);
        pending->length -= (size_t)(end + 1 - start);
        start = end + 1;
    }
    memmove(pending->bytes, start, pending->length);
    return 1;
}

static void converse(int connection)
{
    struct pending from_server = {NULL, 0}, typed = {NULL, 0};
    while (!leaving || unanswered > 0) {
        /* El teclado y el servidor a la vez / the keyboard and the server at the same time. */
        struct pollfd waits[] = {{.fd = connection, .events = POLLIN},
                                 {.fd = leaving ? -1 : STDIN_FILENO, .events = POLLIN}};
        if (poll(waits, 2, -1) < 0)
            fail("poll");
        if (waits[0].revents) {
            int result = take_lines(connection, &from_server, connection, show_message);
            if (result < 0)
                fail("Se perdió el servidor");
            if (result == 0) {
                fprintf(stderr, "Se perdió el servidor: cerró la conexión\n");
                exit(EXIT_FAILURE);
            }
        }
        if (waits[1].revents && take_lines(STDIN_FILENO, &typed, connection, obey_line) <= 0)
            leaving = 1;
    }
    free(from_server.bytes);
    free(typed.bytes);
}

int main(int argc, char *argv[])
{
    if (argc != 1 && argc != 3)
        usage();
    const char *host = argc == 3 ? argv[1] : "127.0.0.1";
    int port = argc == 3 ? read_number(argv[2]) : 5000;

    setvbuf(stdout, NULL, _IOLBF, 0); /* muestra cada línea enseguida / shows every line at once */
    signal(SIGPIPE, SIG_IGN); /* send() a un servidor que se fue falla y ya / just fails if the server left */
    if (fcntl(STDIN_FILENO, F_GETFD) < 0)
        open("/dev/null", O_RDONLY); /* si no, el socket sería la entrada / else the socket would become the input */

    int connection = open_connection(host, port);
    printf(COMMANDS);
    converse(connection);
    close(connection);
    return EXIT_SUCCESS;
}
