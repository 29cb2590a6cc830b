/* Servidor de archivos por TCP / TCP file server: ./file_server [HOST PORT] */

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
    fprintf(stderr, "Uso / Usage: ./file_server [HOST PORT]\n");
    exit(1);
}

static int read_port(const char *text)
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
     * 2. getaddrinfo() (AF_INET, SOCK_STREAM), socket(), setsockopt() con SO_REUSEADDR, bind() y
     *    listen(). Si algo falla, perror() y exit(1).
     * 3. Para siempre: accept(), atiende al cliente hasta que cierre, close().
     * 4. Atender: fdopen(conexión, "rb") da un FILE que junta lo que llega en partes: fgets() lee
     *    la cabecera hasta el '\n', y fread() el contenido. La cabecera es PUT, el tamaño y el
     *    nombre, que es todo lo que sigue y puede tener espacios.
     * 5. Si el nombre está vacío, es "." o "..", o tiene '/' o '\\', lee el contenido, no lo guardes
     *    y responde ERROR y el motivo. Si no entiendes la cabecera, responde ERROR y cierra.
     * 6. Lee exactamente tantos bytes como dice el tamaño y guárdalos con fopen(nombre, "wb") y
     *    fwrite(). Si el cliente se va antes, no debe quedar nada con ese nombre.
     * 7. Con el archivo ya cerrado (fclose), muestra su nombre y responde OK, el tamaño y un '\n'
     *    con send() o dprintf(), no con el FILE de leer.
     *
     * What to write:
     * 1. signal(SIGPIPE, SIG_IGN): writing to a client that left must not kill the server.
     *    setvbuf(stdout, NULL, _IOLBF, 0): every line shows at once.
     * 2. getaddrinfo() (AF_INET, SOCK_STREAM), socket(), setsockopt() with SO_REUSEADDR, bind() and
     *    listen(). If any of them fails, perror() and exit(1).
     * 3. For ever: accept(), serve the client until it closes, close().
     * 4. Serving: fdopen(connection, "rb") gives a FILE that joins what comes in pieces: fgets()
     *    reads the header up to the '\n', and fread() the content. The header is PUT, the size and
     *    the name, which is all that follows and may have spaces.
     * 5. If the name is empty, is "." or "..", or has '/' or '\\' in it, read the content, do not
     *    store it, and reply ERROR and why. If you do not understand the header, reply ERROR and
     *    close.
     * 6. Read exactly as many bytes as the size says and store them with fopen(name, "wb") and
     *    fwrite(). If the client leaves before, nothing must stay under that name.
     * 7. With the file closed (fclose), print its name and reply OK, the size and a '\n' with
     *    send() or dprintf(), not with the FILE for reading.
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
