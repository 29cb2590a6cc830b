/* Servidor de eco por UDP / UDP echo server: ./udp_server [HOST PORT [BUFFER]] */

#define _POSIX_C_SOURCE 200809L

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static void usage(void)
{
    fprintf(stderr, "Uso / Usage: ./udp_server [HOST PORT [BUFFER]]\n");
    exit(1);
}

static int read_number(const char *text)
{
    char *end;
    long number = strtol(text, &end, 10);
    if (end == text || *end != '\0' || number < 1 || number > 65535)
        usage();
    return (int)number;
}

static void not_written(const char *host, int port, int buffer)
{
    fprintf(stderr, "serve(%s, %d, %d): ", host, port, buffer);
    fprintf(stderr, "Esta parte aún no está escrita / This part is not written yet.\n");
    exit(1);
}

static void serve(const char *host, int port, int buffer)
{
    /*
     * Qué debes escribir:
     * 1. setvbuf(stdout, NULL, _IOLBF, 0): cada línea se ve enseguida.
     * 2. Pasa host y port a una dirección con getaddrinfo() (ai_family = AF_INET, ai_socktype =
     *    SOCK_DGRAM).
     * 3. socket() con SOCK_DGRAM y bind(). Si algo falla, perror() y exit(1).
     * 4. Para siempre: recvfrom() con `buffer` bytes como máximo entrega un datagrama y la
     *    dirección de quien lo envió. El largo de la dirección se pone antes de cada llamada.
     * 5. Muéstralo en una línea con fwrite() (no es una cadena: puede tener '\0').
     * 6. Devuelve los mismos bytes a esa dirección con sendto(), por el mismo socket. Un datagrama
     *    vacío (0 bytes) también se devuelve.
     *
     * What to write:
     * 1. setvbuf(stdout, NULL, _IOLBF, 0): every line shows at once.
     * 2. Turn host and port into an address with getaddrinfo() (ai_family = AF_INET, ai_socktype =
     *    SOCK_DGRAM).
     * 3. socket() with SOCK_DGRAM, then bind(). If either fails, perror() and exit(1).
     * 4. For ever: recvfrom() of at most `buffer` bytes gives one datagram and the address of
     *    whoever sent it. Set the length of the address before every call.
     * 5. Print it on its own line with fwrite() (it is not a string: it may hold '\0').
     * 6. Return the same bytes to that address with sendto(), through the same socket. An empty
     *    datagram (0 bytes) is echoed too.
     */
    not_written(host, port, buffer);
}

int main(int argc, char *argv[])
{
    if (argc == 2 || argc > 4)
        usage();
    const char *host = argc > 2 ? argv[1] : "127.0.0.1";
    int port = argc > 2 ? read_number(argv[2]) : 5001;
    int buffer = argc > 3 ? read_number(argv[3]) : 65535;
    serve(host, port, buffer);
    return 0;
}
