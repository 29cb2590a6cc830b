/* Cliente de eco por TCP: ./tcp_client [HOST PORT [BUFFER]] */

#define _POSIX_C_SOURCE 200809L

#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static const char DEFAULT_MESSAGE[] = "Hola Mundo Cruel";

static _Noreturn void usage(void)
{
    fprintf(stderr, "Uso: ./tcp_client [HOST PORT [BUFFER]]\n");
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

/* Devuelve la línea sin su final / gives the line without its end. */
static const char *read_message(void)
{
    char *line = NULL;
    size_t capacity = 0;
    printf("Escribe un mensaje y presiona Enter:\n");
    if (getline(&line, &capacity, stdin) < 0)
        return DEFAULT_MESSAGE;
    line[strcspn(line, "\r\n")] = '\0';
    return line[0] != '\0' ? line : DEFAULT_MESSAGE;
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

static void show(const char *label, const char *bytes, size_t count)
{
    printf("%s ", label);
    fwrite(bytes, 1, count, stdout);
    printf("\n");
}

/* recv() entrega lo que haya llegado: se junta hasta tenerlo todo / recv() gives what has arrived: join it all. */
static void receive_echo(int connection, char *echo, size_t expected, size_t size)
{
    size_t received = 0;
    while (received < expected) {
        size_t missing = expected - received;
        ssize_t count = recv(connection, echo + received, missing < size ? missing : size, 0);
        if (count < 0)
            fail("No se pudo recibir el eco");
        if (count == 0) {
            fprintf(stderr, "El servidor cerró antes de devolver todo el mensaje\n");
            exit(EXIT_FAILURE);
        }
        show("Fragmento:", echo + received, (size_t)count);
        received += (size_t)count;
    }
}

int main(int argc, char *argv[])
{
    if (argc == 2 || argc > 4)
        usage();
    const char *host = argc > 2 ? argv[1] : "127.0.0.1";
    int port = argc > 2 ? read_number(argv[2]) : 5000;
    int size = argc > 3 ? read_number(argv[3]) : 1024;

    setvbuf(stdout, NULL, _IOLBF, 0); /* muestra cada línea enseguida / shows every line at once */
    signal(SIGPIPE, SIG_IGN); /* send() a un servidor que se fue falla y ya / just fails if the server left */
    if (fcntl(STDIN_FILENO, F_GETFD) < 0)
        open("/dev/null", O_RDONLY); /* si no, el socket sería la entrada / else the socket would become the input */

    int connection = open_connection(host, port);
    const char *message = read_message();
    size_t length = strlen(message);
    char *echo = malloc(length);
    if (echo == NULL)
        fail("malloc");
    send_all(connection, message, length);
    receive_echo(connection, echo, length, (size_t)size);
    show("Eco completo:", echo, length);
    close(connection);
    return EXIT_SUCCESS;
}
