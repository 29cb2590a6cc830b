/* Cliente de archivos por TCP / TCP file client: ./file_client [HOST PORT [FILE]] */

#define _POSIX_C_SOURCE 200809L

#include <netdb.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

static void usage(void)
{
    fprintf(stderr, "Uso / Usage: ./file_client [HOST PORT [FILE]]\n");
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

static void not_written(const char *host, int port, const char *path)
{
    fprintf(stderr, "send_file(%s, %d, %s): ", host, port, path);
    fprintf(stderr, "Esta parte aún no está escrita / This part is not written yet.\n");
    exit(1);
}

static void send_file(const char *host, int port, const char *path)
{
    /*
     * Qué debes escribir:
     * 1. Abre el archivo con fopen(path, "rb") y pide su tamaño con fstat(fileno(file), ...), que
     *    dice también si es una carpeta: S_ISREG(st_mode). Si algo falla, perror() y exit(1).
     * 2. signal(SIGPIPE, SIG_IGN). getaddrinfo() (AF_INET, SOCK_STREAM), socket() y connect(). Si
     *    no hay servidor, perror() y exit(1).
     * 3. Envía la cabecera: PUT, el tamaño en bytes, el nombre y un '\n'. El nombre es solo la
     *    última parte de la ruta: lo que sigue a la última '/' (strrchr).
     * 4. Envía el contenido con fread() y send(), que puede enviar solo una parte: repítelo.
     * 5. Junta la respuesta con recv() hasta el '\n' y muéstrala. Si recv() devuelve 0 o -1 antes,
     *    el servidor se fue: mensaje en stderr y exit(1).
     * 6. close(). Si la respuesta no empieza con OK, muéstrala en stderr y exit(1).
     *
     * What to write:
     * 1. Open the file with fopen(path, "rb") and ask for its size with fstat(fileno(file), ...),
     *    which also tells a folder: S_ISREG(st_mode). If anything fails, perror() and exit(1).
     * 2. signal(SIGPIPE, SIG_IGN). getaddrinfo() (AF_INET, SOCK_STREAM), socket() and connect().
     *    With no server, perror() and exit(1).
     * 3. Send the header: PUT, the size in bytes, the name and a '\n'. The name is only the last
     *    part of the path: what follows the last '/' (strrchr).
     * 4. Send the content with fread() and send(), which may send only a part: repeat it.
     * 5. Join the reply with recv() up to the '\n' and print it. If recv() returns 0 or -1 before,
     *    the server is gone: a message on stderr and exit(1).
     * 6. close(). If the reply does not begin with OK, print it to stderr and exit(1).
     */
    not_written(host, port, path);
}

int main(int argc, char *argv[])
{
    if (argc == 2 || argc > 4)
        usage();
    const char *host = argc > 2 ? argv[1] : "127.0.0.1";
    int port = argc > 2 ? read_port(argv[2]) : 5000;
    const char *path = argc > 3 ? argv[3] : "local_files.txt";
    send_file(host, port, path);
    return 0;
}
