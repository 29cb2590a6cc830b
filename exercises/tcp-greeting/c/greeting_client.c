/* Muestra el saludo de un servidor TCP / Shows the greeting of a TCP server: ./greeting_client [HOST PORT] */

#define _POSIX_C_SOURCE 200809L

#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

static void usage(void)
{
    fprintf(stderr, "Uso / Usage: ./greeting_client [HOST PORT]\n");
    exit(1);
}

static int read_port(const char *text)
{
    char *end;
    long port = strtol(text, &end, 10);
    if (end == text || *end != '\0' || port < 1 || port > 65535)
        usage();
    return (int)port;
}

static void not_written(const char *host, int port)
{
    fprintf(stderr, "converse(%s, %d): ", host, port);
    fprintf(stderr, "Esta parte aún no está escrita / This part is not written yet.\n");
    exit(1);
}

static void converse(const char *host, int port)
{
    /*
     * Qué debes escribir:
     * 1. Pasa host y port a una dirección con getaddrinfo() (ai_family = AF_INET, ai_socktype =
     *    SOCK_STREAM).
     * 2. socket(), setsockopt() con SO_RCVTIMEO (un struct timeval de 2 segundos: el límite de
     *    espera de recv()) y connect(). Si no hay servidor, perror() y exit(1).
     * 3. No envíes nada. Repite recv() y guarda los bytes hasta que devuelva 0: el servidor
     *    terminó. Si devuelve -1, la conexión se rompió o pasó el tiempo: perror() y exit(1).
     * 4. Si no llegó ni un byte, mensaje en stderr y exit(1).
     * 5. Muestra el saludo con fwrite(): no es una cadena, no termina en '\0'. Y close().
     *
     * What to write:
     * 1. Turn host and port into an address with getaddrinfo() (ai_family = AF_INET, ai_socktype =
     *    SOCK_STREAM).
     * 2. socket(), setsockopt() with SO_RCVTIMEO (a struct timeval of 2 seconds: how long recv()
     *    waits) and connect(). With no server there, perror() and exit(1).
     * 3. Send nothing. Repeat recv() and keep the bytes until it returns 0: the server is done. If
     *    it returns -1, the connection broke or time ran out: perror() and exit(1).
     * 4. If not a single byte came, a message on stderr and exit(1).
     * 5. Print the greeting with fwrite(): it is not a string, there is no '\0' at its end. And
     *    close().
     */
    not_written(host, port);
}

int main(int argc, char *argv[])
{
    if (argc != 1 && argc != 3)
        usage();
    const char *host = argc > 2 ? argv[1] : "127.0.0.1";
    int port = argc > 2 ? read_port(argv[2]) : 5000;
    converse(host, port);
    return 0;
}
