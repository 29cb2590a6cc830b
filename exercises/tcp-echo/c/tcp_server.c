/* Servidor de eco por TCP / TCP echo server: ./tcp_server [HOST PORT [BUFFER]] */

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
    fprintf(stderr, "Uso / Usage: ./tcp_server [HOST PORT [BUFFER]]\n");
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
     * 1. signal(SIGPIPE, SIG_IGN): escribir a un cliente que se fue no debe matar al servidor.
     *    setvbuf(stdout, NULL, _IOLBF, 0): cada línea se ve enseguida.
     * 2. Pasa host y port a una dirección con getaddrinfo() (ai_family = AF_INET, ai_socktype =
     *    SOCK_STREAM).
     * 3. socket(), setsockopt() con SO_REUSEADDR (para reabrir el puerto enseguida), bind() y
     *    listen(). Si algo falla, perror() y exit(1).
     * 4. Para siempre: accept() espera a un cliente. Atiéndelo hasta que cierre, haz close() y
     *    espera al siguiente.
     * 5. Atender: recv() con `buffer` bytes como máximo. Muestra cada fragmento en su línea con
     *    fwrite() (no es una cadena: puede tener '\0') y devuelve los mismos bytes.
     * 6. send() puede enviar solo una parte: repítelo hasta enviar todo.
     * 7. recv() devuelve 0 cuando el cliente cerró y -1 si la conexión se rompió: ambos terminan
     *    solo esa conexión.
     *
     * What to write:
     * 1. signal(SIGPIPE, SIG_IGN): writing to a client that left must not kill the server.
     *    setvbuf(stdout, NULL, _IOLBF, 0): every line shows at once.
     * 2. Turn host and port into an address with getaddrinfo() (ai_family = AF_INET, ai_socktype =
     *    SOCK_STREAM).
     * 3. socket(), setsockopt() with SO_REUSEADDR (to open the port again at once), bind() and
     *    listen(). If any of them fails, perror() and exit(1).
     * 4. For ever: accept() waits for a client. Serve it until it closes, close() it, wait for the
     *    next one.
     * 5. Serving: recv() of at most `buffer` bytes. Print every fragment on its own line with
     *    fwrite() (it is not a string: it may hold '\0') and return the same bytes.
     * 6. send() may send only a part: repeat it until everything is sent.
     * 7. recv() returns 0 once the client has closed and -1 if the connection broke: both end that
     *    connection only.
     */
    not_written(host, port, buffer);
}

int main(int argc, char *argv[])
{
    if (argc == 2 || argc > 4)
        usage();
    const char *host = argc > 2 ? argv[1] : "127.0.0.1";
    int port = argc > 2 ? read_number(argv[2]) : 5000;
    int buffer = argc > 3 ? read_number(argv[3]) : 1024;
    serve(host, port, buffer);
    return 0;
}
