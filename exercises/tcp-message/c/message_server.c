/* Recibe un mensaje por TCP / Receives a message over TCP: ./message_server [HOST PORT] */

#define _POSIX_C_SOURCE 200809L

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static void usage(void)
{
    fprintf(stderr, "Uso / Usage: ./message_server [HOST PORT]\n");
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
    fprintf(stderr, "serve(%s, %d): ", host, port);
    fprintf(stderr, "Esta parte aún no está escrita / This part is not written yet.\n");
    exit(1);
}

static void serve(const char *host, int port)
{
    /*
     * Qué debes escribir:
     * 1. Pasa host y port a una dirección con getaddrinfo() (ai_family = AF_INET, ai_socktype =
     *    SOCK_STREAM).
     * 2. socket(), setsockopt() con SO_REUSEADDR (para reabrir el puerto enseguida), bind() y
     *    listen(). Si algo falla, perror() y exit(1).
     * 3. Muestra "Esperando conexión..." y llama a accept(), que escribe la dirección del cliente
     *    en un sockaddr_in. Muestra la IP con inet_ntoa() y el puerto con ntohs().
     * 4. Repite recv() y guarda los bytes hasta que devuelva 0: el cliente terminó. Si devuelve
     *    -1, la conexión se rompió: perror() y exit(1).
     * 5. Muestra el mensaje con fwrite(): no es una cadena, no termina en '\0'.
     * 6. close() de la conexión y del socket del servidor, y termina.
     * Extra: signal(SIGPIPE, SIG_IGN) y send() para contestar antes de cerrar.
     *
     * What to write:
     * 1. Turn host and port into an address with getaddrinfo() (ai_family = AF_INET, ai_socktype =
     *    SOCK_STREAM).
     * 2. socket(), setsockopt() with SO_REUSEADDR (to open the port again at once), bind() and
     *    listen(). If any of them fails, perror() and exit(1).
     * 3. Print "Esperando conexión..." and call accept(), which writes the address of the client
     *    into a sockaddr_in. Print the IP with inet_ntoa() and the port with ntohs().
     * 4. Repeat recv() and keep the bytes until it returns 0: the client is done. If it returns
     *    -1, the connection broke: perror() and exit(1).
     * 5. Print the message with fwrite(): it is not a string, there is no '\0' at its end.
     * 6. close() the connection and the socket of the server, and end.
     * Extra: signal(SIGPIPE, SIG_IGN) and send() to answer before closing.
     */
    not_written(host, port);
}

int main(int argc, char *argv[])
{
    if (argc != 1 && argc != 3)
        usage();
    const char *host = argc > 2 ? argv[1] : "127.0.0.1";
    int port = argc > 2 ? read_port(argv[2]) : 12345;
    serve(host, port);
    return 0;
}
