/* Servidor de usuarios por TCP / TCP users server: ./users_server [HOST PORT] */

#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "json.h" /* ya está escrito: lee y escribe JSON / already written: reads and writes JSON */

static void usage(void)
{
    fprintf(stderr, "Uso / Usage: ./users_server [HOST PORT]\n");
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
     * 3. Atiende a varios clientes a la vez: poll() sobre todas las conexiones, o un hilo por
     *    cliente con un pthread_mutex_t para los usuarios.
     * 4. Por cada cliente, junta lo que entrega recv() hasta el '\n'. Lo que queda después es
     *    el comienzo de la línea siguiente: guárdalo. Si pasa de 4096 bytes, responde
     *    line-too-long y descarta hasta el '\n'.
     * 5. Cada línea es una petición: muéstrala y léela con json.h (json_is_object(),
     *    json_member(), json_text()). Si no es un objeto JSON, responde bad-json.
     * 6. Haz lo pedido (register, remove, list, subscribe) o responde el error que corresponde.
     *    Escribe los nombres con json_quote() y termina cada respuesta con \n. Después de un
     *    cambio, avisa a todos los suscritos.
     * 7. recv() devuelve 0 cuando el cliente cerró, o -1: olvídalo como suscrito y haz close();
     *    el servidor sigue.
     *
     * What to write:
     * 1. signal(SIGPIPE, SIG_IGN): writing to a client that left must not kill the server.
     *    setvbuf(stdout, NULL, _IOLBF, 0): every line shows at once.
     * 2. Turn host and port into an address with getaddrinfo() (ai_family = AF_INET). socket(),
     *    setsockopt(SO_REUSEADDR), bind(), listen(). If that fails, perror() and exit(1).
     * 3. Serve several clients at once: poll() over all connections, or a thread for each
     *    client with a pthread_mutex_t for the users.
     * 4. For each client, join what recv() gives up to the '\n'. What is left after it is the
     *    start of the next line: keep it. Beyond 4096 bytes, reply line-too-long and drop
     *    everything up to the '\n'.
     * 5. Every line is a request: print it and read it with json.h (json_is_object(),
     *    json_member(), json_text()). If it is no JSON object, reply bad-json.
     * 6. Do what is asked (register, remove, list, subscribe) or reply with the right error.
     *    Write names with json_quote() and end every reply with \n. After a change, tell every
     *    subscriber.
     * 7. recv() returns 0 once the client has closed, or -1: forget it as a subscriber and
     *    close(); the server goes on.
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
