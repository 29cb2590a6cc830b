/* Cliente del chat por TCP: ./chat_client [HOST PORT] */

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

enum { SIZE = 1024 };

static _Noreturn void usage(void)
{
    fprintf(stderr, "Uso: ./chat_client [HOST PORT]\n");
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

/* Muestra lo que llegó; guarda la letra incompleta. Falso cuando el servidor cerró.
   Shows what has arrived; keeps an incomplete character. False once the server has closed. */
static int receive(int connection)
{
    static char text[SIZE];
    static size_t held = 0;
    ssize_t received = recv(connection, text + held, SIZE - held, 0);
    if (received < 0)
        fail("Se perdió el servidor");
    if (received == 0)
        return 0;
    size_t length = held + (size_t)received;
    size_t shown = whole(text, length);
    printf("Servidor: ");
    fwrite(text, 1, shown, stdout);
    printf("\n");
    held = length - shown;
    memmove(text, text + shown, held);
    return 1;
}

/* Envía las líneas completas que se hayan escrito. Falso cuando hay que terminar.
   Sends the whole lines that were typed. False when it is time to end. */
static int read_keyboard(int connection)
{
    static char *typed = NULL;
    static size_t length = 0;
    char *grown = realloc(typed, length + SIZE);
    if (grown == NULL)
        fail("realloc");
    typed = grown;
    ssize_t got = read(STDIN_FILENO, typed + length, SIZE);
    if (got <= 0)
        return 0;
    length += (size_t)got;
    char *end;
    while ((end = memchr(typed, '\n', length)) != NULL) {
        size_t line = (size_t)(end - typed);
        size_t message = line > 0 && typed[line - 1] == '\r' ? line - 1 : line;
        if (message == 5 && memcmp(typed, "salir", 5) == 0)
            return 0;
        send_all(connection, typed, message); /* vacía no envía nada / an empty one sends nothing */
        length -= line + 1;
        memmove(typed, end + 1, length);
    }
    return 1;
}

int main(int argc, char *argv[])
{
    if (argc != 1 && argc != 3)
        usage();
    const char *host = argc == 3 ? argv[1] : "127.0.0.1";
    int port = argc == 3 ? read_number(argv[2]) : 8000;

    setvbuf(stdout, NULL, _IOLBF, 0); /* muestra cada línea enseguida / shows every line at once */
    signal(SIGPIPE, SIG_IGN); /* send() a un servidor que se fue falla y ya / just fails if the server left */
    if (fcntl(STDIN_FILENO, F_GETFD) < 0)
        open("/dev/null", O_RDONLY); /* si no, el socket sería la entrada / else the socket would become the input */

    int connection = open_connection(host, port);
    printf("Escribe tus mensajes; salir termina.\n");
    struct pollfd watched[] = {{.fd = connection, .events = POLLIN}, {.fd = STDIN_FILENO, .events = POLLIN}};
    for (;;) {
        if (poll(watched, 2, -1) < 0)
            fail("poll");
        if (watched[0].revents != 0 && !receive(connection)) {
            fprintf(stderr, "Se perdió el servidor: cerró la conexión\n");
            return EXIT_FAILURE;
        }
        if (watched[1].revents != 0 && !read_keyboard(connection))
            break;
    }
    /* FIN: ya no envía, pero aún lee lo que falte / it sends no more, and still reads what is missing. */
    shutdown(connection, SHUT_WR);
    while (receive(connection))
        continue;
    close(connection);
    return EXIT_SUCCESS;
}
