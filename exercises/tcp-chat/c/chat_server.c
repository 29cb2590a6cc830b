/* Servidor del chat por TCP / TCP chat server: ./chat_server [HOST PORT] */

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
    fprintf(stderr, "Uso / Usage: ./chat_server [HOST PORT]\n");
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

static void not_written(const char *host, int port)
{
    fprintf(stderr, "serve(%s, %d): ", host, port);
    fprintf(stderr, "Esta parte aún no está escrita / This part is not written yet.\n");
    exit(1);
}

static void serve(const char *host, int port)
{
    /*
     * Qué debes escribir:
     * 1. signal(SIGPIPE, SIG_IGN): escribir a un cliente que se fue no debe matar al servidor.
     *    setvbuf(stdout, NULL, _IOLBF, 0): cada línea se ve enseguida.
     * 2. Pasa host y port a una dirección con getaddrinfo() (ai_family = AF_INET). socket(),
     *    setsockopt(SO_REUSEADDR), bind(), listen(). Si falla, perror() y exit(1).
     * 3. Para siempre: accept() espera a un cliente. Conversa con él hasta que cierre, haz close() y
     *    espera al siguiente.
     * 4. Conversar: recv() entrega lo que haya llegado, sin '\0' al final. Muestra esos bytes con
     *    fwrite() y un '\n', y contesta con send() una confirmación, con las palabras que quieras.
     * 5. recv() devuelve 0 cuando el cliente cerró, o -1 si se fue de golpe: termina solo esa
     *    conexión, el servidor sigue.
     *
     * What to write:
     * 1. signal(SIGPIPE, SIG_IGN): writing to a client that left must not kill the server.
     *    setvbuf(stdout, NULL, _IOLBF, 0): every line shows at once.
     * 2. Turn host and port into an address with getaddrinfo() (ai_family = AF_INET). socket(),
     *    setsockopt(SO_REUSEADDR), bind(), listen(). If that fails, perror() and exit(1).
     * 3. For ever: accept() waits for a client. Converse with it until it closes, close() and wait
     *    for the next one.
     * 4. Conversing: recv() gives whatever has arrived, without a '\0' after it. Show those bytes
     *    with fwrite() and a '\n', and answer with send() a confirmation, in any words you like.
     * 5. recv() returns 0 once the client has closed, or -1 if it broke off: end that connection
     *    only, the server goes on.
     */
    not_written(host, port);
}

int main(int argc, char *argv[])
{
    if (argc != 1 && argc != 3)
        usage();
    const char *host = argc == 3 ? argv[1] : "127.0.0.1";
    int port = argc == 3 ? read_number(argv[2]) : 8000;
    serve(host, port);
    return 0;
}
