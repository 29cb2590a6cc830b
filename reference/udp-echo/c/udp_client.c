/* Cliente de eco por UDP: ./udp_client [HOST PORT [BUFFER]] */

#define _POSIX_C_SOURCE 200809L

#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { WAIT_MS = 500, ATTEMPTS = 2 };

static const char DEFAULT_MESSAGE[] = "Hola Mundo Cruel";

static char buffer[65535];

static _Noreturn void usage(void)
{
    fprintf(stderr, "Uso: ./udp_client [HOST PORT [BUFFER]]\n");
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
    struct addrinfo hints = {.ai_family = AF_INET, .ai_socktype = SOCK_DGRAM};
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

static int open_client(const char *host, int port)
{
    struct sockaddr_in address = find_address(host, port);
    int client = socket(AF_INET, SOCK_DGRAM, 0);
    if (client < 0)
        fail("No se pudo crear el socket");
    /* connect() no envía nada: descarta lo que llegue de otros / it only filters other senders. */
    if (connect(client, (struct sockaddr *)&address, sizeof address) < 0)
        fail("No se pudo fijar la dirección del servidor");
    return client;
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

static size_t request_echo(int client, const char *message, size_t size)
{
    /* Un datagrama se puede perder: se reenvía / a datagram can get lost: send it again. */
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        if (send(client, message, strlen(message), 0) < 0)
            fail("No se pudo enviar el mensaje");
        struct pollfd waiting = {.fd = client, .events = POLLIN};
        if (poll(&waiting, 1, WAIT_MS) != 0) {
            ssize_t count = recv(client, buffer, size, 0);
            if (count < 0)
                fail("No se pudo recibir el eco");
            return (size_t)count;
        }
        printf("Sin respuesta todavía\n");
    }
    fprintf(stderr, "El servidor no respondió\n");
    exit(EXIT_FAILURE);
}

int main(int argc, char *argv[])
{
    if (argc == 2 || argc > 4)
        usage();
    const char *host = argc > 2 ? argv[1] : "127.0.0.1";
    int port = argc > 2 ? read_number(argv[2]) : 5001;
    int size = argc > 3 ? read_number(argv[3]) : 65535;

    setvbuf(stdout, NULL, _IOLBF, 0); /* muestra cada línea enseguida / shows every line at once */
    if (fcntl(STDIN_FILENO, F_GETFD) < 0)
        open("/dev/null", O_RDONLY); /* si no, el socket sería la entrada / else the socket would become the input */

    int client = open_client(host, port);
    size_t count = request_echo(client, read_message(), (size_t)size);
    printf("Eco: ");
    fwrite(buffer, 1, count, stdout);
    printf("\n");
    close(client);
    return EXIT_SUCCESS;
}
