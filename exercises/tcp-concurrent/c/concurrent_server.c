/* Servidor para varios clientes / Server for several clients: ./concurrent_server [HOST PORT] */

#define _POSIX_C_SOURCE 200809L

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static void usage(void)
{
    fprintf(stderr, "Uso / Usage: ./concurrent_server [HOST PORT]\n");
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
     *    setsockopt(SO_REUSEADDR), bind(), listen(). Si algo falla, perror() y exit(1).
     * 3. Para siempre: accept() entrega la conexión y la dirección del cliente (inet_ntop() y
     *    ntohs()). Muéstrala.
     * 4. Atiende cada conexión aparte, con una de estas dos:
     *    - pthread_create(): pasa los datos del cliente en memoria propia (malloc()), no un puntero
     *      a una variable que cambia con el siguiente accept(). Después, pthread_detach().
     *    - fork(): el hijo cierra el socket del servidor y atiende; el padre cierra la conexión y
     *      recoge a los hijos que terminan (waitpid() en un manejador de SIGCHLD).
     * 5. Atender: recv() con un búfer de ese cliente. Muestra los bytes con fwrite() y devuelve los
     *    mismos; send() puede enviar solo una parte: repítelo.
     * 6. recv() devuelve 0 cuando el cliente cerró y -1 si la conexión se rompió: ambos terminan
     *    con close() solo de esa conexión.
     *
     * What to write:
     * 1. signal(SIGPIPE, SIG_IGN): writing to a client that left must not kill the server.
     *    setvbuf(stdout, NULL, _IOLBF, 0): every line shows at once.
     * 2. Turn host and port into an address with getaddrinfo() (ai_family = AF_INET). socket(),
     *    setsockopt(SO_REUSEADDR), bind(), listen(). If any of them fails, perror() and exit(1).
     * 3. For ever: accept() gives the connection and the address of the client (inet_ntop() and
     *    ntohs()). Print it.
     * 4. Serve each connection by itself, in one of these two ways:
     *    - pthread_create(): hand over what belongs to the client in memory of its own (malloc()),
     *      not a pointer to a variable that changes with the next accept(). Then pthread_detach().
     *    - fork(): the child closes the server's socket and serves; the parent closes the connection
     *      and reaps the children that end (waitpid() in a handler of SIGCHLD).
     * 5. Serving: recv() into a buffer of that client. Print the bytes with fwrite() and return the
     *    same ones; send() may send only a part: repeat it.
     * 6. recv() returns 0 once the client has closed and -1 if the connection broke: both end with
     *    close(), of that connection only.
     */
    not_written(host, port);
}

int main(int argc, char *argv[])
{
    if (argc != 1 && argc != 3)
        usage();
    const char *host = argc == 3 ? argv[1] : "127.0.0.1";
    int port = argc == 3 ? read_number(argv[2]) : 5000;
    serve(host, port);
    return 0;
}
