/* Cliente del chat por TCP / TCP chat client: ./chat_client [HOST PORT] */

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

static void usage(void)
{
    fprintf(stderr, "Uso / Usage: ./chat_client [HOST PORT]\n");
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
     * 3. Lee líneas con getline() y quítales el final ("\r\n"), que también cuenta al comparar. Con
     *    la línea salir, o al acabarse la entrada, haz close() y termina. Una línea vacía no se
     *    envía.
     * 4. Envía la línea, sin nada más. send() puede enviar solo una parte: repítelo hasta enviar todo.
     * 5. Recibe la confirmación con recv() y muéstrala con fwrite() y un '\n'. Mejor aún, espera con
     *    poll() a la vez al teclado (STDIN_FILENO, leído con read()) y al socket: así muestras
     *    también lo que llegue en partes o mientras nadie escribe.
     * 6. Si recv() devuelve 0, o -1, el servidor se fue: mensaje en stderr y exit(1).
     *
     * What to write:
     * 1. signal(SIGPIPE, SIG_IGN): if the server left, send() fails and you can say so.
     *    setvbuf(stdout, NULL, _IOLBF, 0): every line shows at once.
     * 2. Turn host and port into an address with getaddrinfo() (ai_family = AF_INET). socket() and
     *    connect(). With no server there, perror() and exit(1).
     * 3. Read lines with getline() and drop their ends ("\r\n"), which count when you compare. At
     *    the line salir, or at the end of the input, close() and end. An empty line is not sent.
     * 4. Send the line and nothing else. send() may send only a part: repeat it until everything is
     *    sent.
     * 5. Receive the confirmation with recv() and show it with fwrite() and a '\n'. Better still,
     *    wait with poll() for the keyboard (STDIN_FILENO, read with read()) and the socket at the
     *    same time: then you show as well what comes in pieces or while nobody types.
     * 6. If recv() returns 0, or -1, the server is gone: a message on stderr and exit(1).
     */
    not_written(host, port);
}

int main(int argc, char *argv[])
{
    if (argc != 1 && argc != 3)
        usage();
    const char *host = argc == 3 ? argv[1] : "127.0.0.1";
    int port = argc == 3 ? read_number(argv[2]) : 8000;
    converse(host, port);
    return 0;
}
