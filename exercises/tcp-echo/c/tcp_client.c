/* Cliente de eco por TCP / TCP echo client: ./tcp_client [HOST PORT [BUFFER]] */

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
    fprintf(stderr, "Uso / Usage: ./tcp_client [HOST PORT [BUFFER]]\n");
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
    fprintf(stderr, "converse(%s, %d, %d): ", host, port, buffer);
    fprintf(stderr, "Esta parte aún no está escrita / This part is not written yet.\n");
    exit(1);
}

static void converse(const char *host, int port, int buffer)
{
    /*
     * Qué debes escribir:
     * 1. signal(SIGPIPE, SIG_IGN): si el servidor se fue, send() falla y puedes avisar.
     *    setvbuf(stdout, NULL, _IOLBF, 0): cada línea se ve enseguida.
     * 2. Pasa host y port a una dirección con getaddrinfo() (ai_family = AF_INET, ai_socktype =
     *    SOCK_STREAM).
     * 3. socket() y connect(). Si no hay servidor, perror() y exit(1).
     * 4. Lee una línea con getline() y quítale el final ("\r\n"). Si viene vacía o la entrada se
     *    acabó, usa "Hola Mundo Cruel".
     * 5. Envía la línea, sin nada más. send() puede enviar solo una parte: repítelo hasta enviar
     *    todo.
     * 6. Repite recv() con `buffer` bytes como máximo hasta juntar tantos bytes como enviaste.
     *    Muestra cada fragmento en su línea con fwrite().
     * 7. Si recv() devuelve 0 antes de tiempo, o -1, el servidor se fue: mensaje en stderr y
     *    exit(1).
     * 8. Muestra el eco completo y haz close().
     *
     * What to write:
     * 1. signal(SIGPIPE, SIG_IGN): if the server left, send() fails and you can say so.
     *    setvbuf(stdout, NULL, _IOLBF, 0): every line shows at once.
     * 2. Turn host and port into an address with getaddrinfo() (ai_family = AF_INET, ai_socktype =
     *    SOCK_STREAM).
     * 3. socket() and connect(). With no server there, perror() and exit(1).
     * 4. Read one line with getline() and drop its end ("\r\n"). If it is empty, or the input is
     *    over, use "Hola Mundo Cruel".
     * 5. Send the line and nothing else. send() may send only a part: repeat it until everything is
     *    sent.
     * 6. Repeat recv() of at most `buffer` bytes until you hold as many bytes as you sent. Print
     *    every fragment on its own line with fwrite().
     * 7. If recv() returns 0 too early, or -1, the server is gone: a message on stderr and exit(1).
     * 8. Print the whole echo and close().
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
    converse(host, port, buffer);
    return 0;
}
