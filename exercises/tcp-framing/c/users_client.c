/* Cliente de usuarios por TCP / TCP users client: ./users_client [HOST PORT] */

#define _POSIX_C_SOURCE 200809L

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
    fprintf(stderr, "Uso / Usage: ./users_client [HOST PORT]\n");
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
    fprintf(stderr, "converse(%s, %d): ", host, port);
    fprintf(stderr, "Esta parte aún no está escrita / This part is not written yet.\n");
    exit(1);
}

static void converse(const char *host, int port)
{
    /*
     * Qué debes escribir:
     * 1. signal(SIGPIPE, SIG_IGN): si el servidor se fue, send() falla y puedes avisar.
     *    setvbuf(stdout, NULL, _IOLBF, 0): cada línea se ve enseguida.
     * 2. Pasa host y port a una dirección con getaddrinfo() (ai_family = AF_INET). socket() y
     *    connect(). Si no hay servidor, perror() y exit(1).
     * 3. Con poll(), espera a la vez al teclado (STDIN_FILENO) y al socket. Lee los dos con
     *    read(), y de cada uno junta lo que llega hasta el '\n'.
     * 4. Cada línea del teclado es una orden: register NOMBRE, remove NOMBRE, list, subscribe,
     *    quit. Si no la entiendes, dilo y no envíes nada. Envía cada petición como una línea de
     *    JSON con su \n; los id son 1, 2, 3...
     * 5. Cada línea del socket es un mensaje: léela con json.h y muestra los usuarios de una
     *    lista, el código de un error, el nombre de un aviso.
     * 6. Con quit, o al acabarse la entrada, espera las respuestas que faltan, haz close() y
     *    termina con código 0.
     * 7. Si read() del socket devuelve 0, o -1, el servidor se fue: mensaje en stderr y
     *    exit(1).
     *
     * What to write:
     * 1. signal(SIGPIPE, SIG_IGN): if the server left, send() fails and you can say so.
     *    setvbuf(stdout, NULL, _IOLBF, 0): every line shows at once.
     * 2. Turn host and port into an address with getaddrinfo() (ai_family = AF_INET). socket()
     *    and connect(). With no server there, perror() and exit(1).
     * 3. With poll(), wait for the keyboard (STDIN_FILENO) and the socket at the same time.
     *    Read both with read(), and join what comes from each up to the '\n'.
     * 4. Every line of the keyboard is a command: register NAME, remove NAME, list, subscribe,
     *    quit. If it makes no sense, say so and send nothing. Send every request as one line of
     *    JSON with its \n; the ids are 1, 2, 3...
     * 5. Every line of the socket is a message: read it with json.h and show the users of a
     *    list, the code of an error, the name in an event.
     * 6. On quit, or at the end of the input, wait for the replies that are missing, close()
     *    and exit with code 0.
     * 7. If read() of the socket returns 0, or -1, the server is gone: a message on stderr and
     *    exit(1).
     */
    not_written(host, port);
}

int main(int argc, char *argv[])
{
    if (argc != 1 && argc != 3)
        usage();
    const char *host = argc == 3 ? argv[1] : "127.0.0.1";
    int port = argc == 3 ? read_number(argv[2]) : 5000;
    converse(host, port);
    return 0;
}
