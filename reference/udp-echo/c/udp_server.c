/* Servidor de eco por UDP: ./udp_server [HOST PORT [BUFFER]] */

#define _POSIX_C_SOURCE 200809L

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>

static char buffer[65535];

static _Noreturn void usage(void)
{
    fprintf(stderr, "Uso: ./udp_server [HOST PORT [BUFFER]]\n");
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

static int open_server(const char *host, int port)
{
    struct sockaddr_in address = find_address(host, port);
    int server = socket(AF_INET, SOCK_DGRAM, 0);
    if (server < 0)
        fail("No se pudo crear el socket");
    if (bind(server, (struct sockaddr *)&address, sizeof address) < 0)
        fail("No se pudo abrir el puerto");
    return server;
}

static void show(const char *bytes, size_t count, const struct sockaddr_in *sender)
{
    printf("Recibido: ");
    fwrite(bytes, 1, count, stdout); /* no son una cadena: puede haber '\0' / not a string: may hold '\0' */
    printf(" de %s:%d\n", inet_ntoa(sender->sin_addr), ntohs(sender->sin_port));
}

static void echo(int server, size_t size)
{
    struct sockaddr_in sender;
    socklen_t length = sizeof sender;
    ssize_t count = recvfrom(server, buffer, size, 0, (struct sockaddr *)&sender, &length);
    if (count < 0) {
        perror("recvfrom");
        return;
    }
    /* Un datagrama vacío (count == 0) también se devuelve / an empty datagram (count == 0) is echoed too. */
    show(buffer, (size_t)count, &sender);
    if (sendto(server, buffer, (size_t)count, 0, (struct sockaddr *)&sender, length) < 0)
        perror("Eco perdido");
}

int main(int argc, char *argv[])
{
    if (argc == 2 || argc > 4)
        usage();
    const char *host = argc > 2 ? argv[1] : "127.0.0.1";
    int port = argc > 2 ? read_number(argv[2]) : 5001;
    int size = argc > 3 ? read_number(argv[3]) : 65535;

    setvbuf(stdout, NULL, _IOLBF, 0); /* muestra cada línea enseguida / shows every line at once */
    int server = open_server(host, port);
    printf("Servidor UDP en %s:%d\n", host, port);
    while (1)
        echo(server, (size_t)size);
}
