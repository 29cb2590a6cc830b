/* Saluda a cada cliente por TCP / Greets each client over TCP: ./greeting_server [HOST PORT] */

#define _POSIX_C_SOURCE 200809L

#include <arpa/inet.h>
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
    fprintf(stderr, "Uso / Usage: ./greeting_server [HOST PORT]\n");
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
     * 1. signal(SIGPIPE, SIG_IGN): saludar a un cliente que se fue no debe matar al servidor.
     *    setvbuf(stdout, NULL, _IOLBF, 0): cada línea se ve enseguida.
     * 2. Pasa host y port a una dirección con getaddrinfo() (ai_family = AF_INET, ai_socktype =
     *    SOCK_STREAM).
     * 3. socket(), setsockopt() con SO_REUSEADDR (para reabrir el puerto enseguida), bind() y
     *    listen(). Si algo falla, perror() y exit(1). Muestra que esperas conexiones.
     * 4. Para siempre: accept() escribe la dirección del cliente en un sockaddr_in. Muestra la IP
     *    con inet_ntoa() y el puerto con ntohs().
     * 5. Saluda enseguida, sin recibir nada antes: send() de los strlen() bytes de un texto tuyo.
     *    Después, close() de esa conexión.
     *
     * What to write:
     * 1. signal(SIGPIPE, SIG_IGN): greeting a client that left must not kill the server.
     *    setvbuf(stdout, NULL, _IOLBF, 0): every line shows at once.
     * 2. Turn host and port into an address with getaddrinfo() (ai_family = AF_INET, ai_socktype =
     *    SOCK_STREAM).
     * 3. socket(), setsockopt() with SO_REUSEADDR (to open the port again at once), bind() and
     *    listen(). If any of them fails, perror() and exit(1). Say that you wait for connections.
     * 4. For ever: accept() writes the address of the client into a sockaddr_in. Print the IP with
     *    inet_ntoa() and the port with ntohs().
     * 5. Greet at once, without receiving anything before: send() the strlen() bytes of a text of
     *    yours. Then close() that connection.
     */
    not_written(host, port);
}

int main(int argc, char *argv[])
{
    if (argc != 1 && argc != 3)
        usage();
    const char *host = argc > 2 ? argv[1] : "127.0.0.1";
    int port = argc > 2 ? read_port(argv[2]) : 5000;
    serve(host, port);
    return 0;
}
