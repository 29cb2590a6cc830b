/* Envía un mensaje por TCP / Sends a message over TCP: ./message_client [HOST PORT [MESSAGE]] */

#define _POSIX_C_SOURCE 200809L

#include <netdb.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void usage(void)
{
    fprintf(stderr, "Uso / Usage: ./message_client [HOST PORT [MESSAGE]]\n");
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

static void not_written(const char *host, int port, const char *message)
{
    fprintf(stderr, "converse(%s, %d, %s): ", host, port, message);
    fprintf(stderr, "Esta parte aún no está escrita / This part is not written yet.\n");
    exit(1);
}

static void converse(const char *host, int port, const char *message)
{
    /*
     * Qué debes escribir:
     * 1. Pasa host y port a una dirección con getaddrinfo() (ai_family = AF_INET, ai_socktype =
     *    SOCK_STREAM).
     * 2. socket() y connect(). Si no hay servidor, perror() y exit(1).
     * 3. Envía los strlen(message) bytes del mensaje, sin el '\0'. send() puede enviar solo una
     *    parte: repítelo hasta enviar todo.
     * 4. close(). No hace falta mostrar nada.
     * Extra: antes de cerrar, shutdown(..., SHUT_WR) dice "terminé de enviar"; después, repite
     *    recv() hasta 0 y muestra la respuesta, si hubo.
     *
     * What to write:
     * 1. Turn host and port into an address with getaddrinfo() (ai_family = AF_INET, ai_socktype =
     *    SOCK_STREAM).
     * 2. socket() and connect(). With no server there, perror() and exit(1).
     * 3. Send the strlen(message) bytes of the message, without the '\0'. send() may send only a
     *    part: repeat it until everything is sent.
     * 4. close(). There is no need to print anything.
     * Extra: before closing, shutdown(..., SHUT_WR) says "I am done sending"; then repeat recv()
     *    until 0 and print the answer, if there was one.
     */
    not_written(host, port, message);
}

int main(int argc, char *argv[])
{
    if (argc == 2 || argc > 4)
        usage();
    const char *host = argc > 2 ? argv[1] : "127.0.0.1";
    int port = argc > 2 ? read_port(argv[2]) : 12345;
    const char *message = argc > 3 ? argv[3] : "Hola desde el cliente";
    converse(host, port, message);
    return 0;
}
