/* Cliente de archivos por TCP: ./file_client [HOST PORT [FILE]] */

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

static _Noreturn void usage(void)
{
    fprintf(stderr, "Uso: ./file_client [HOST PORT [FILE]]\n");
    exit(EXIT_FAILURE);
}

static _Noreturn void fail(const char *what)
{
    perror(what);
    exit(EXIT_FAILURE);
}

static int read_port(const char *text)
{
    char *end;
    long number = strtol(text, &end, 10);
    if (end == text || *end != '\0' || number < 1 || number > 65535)
        usage();
    return (int)number;
}

static int call(const char *host, int port)
{
    struct addrinfo hints = {.ai_family = AF_INET, .ai_socktype = SOCK_STREAM};
    struct addrinfo *found;
    int error = getaddrinfo(host, NULL, &hints, &found);
    if (error != 0) {
        fprintf(stderr, "No se encontró %s: %s\n", host, gai_strerror(error));
        exit(EXIT_FAILURE);
    }
    struct sockaddr_in address = *(struct sockaddr_in *)found->ai_addr;
    freeaddrinfo(found);
    address.sin_port = htons((in_port_t)port);
    int connection = socket(AF_INET, SOCK_STREAM, 0);
    if (connection < 0 || connect(connection, (struct sockaddr *)&address, sizeof address) < 0)
        fail("No se pudo conectar");
    return connection;
}

static FILE *open_file(const char *path, long *size)
{
    struct stat facts;
    FILE *file = fopen(path, "rb");
    if (file == NULL || fstat(fileno(file), &facts) < 0)
        fail(path);
    if (!S_ISREG(facts.st_mode)) {
        fprintf(stderr, "%s no es un archivo\n", path);
        exit(EXIT_FAILURE);
    }
    *size = (long)facts.st_size;
    return file;
}

/* send() puede aceptar solo una parte / send() may take only a part. */
static void send_all(int connection, const char *bytes, size_t count)
{
    while (count > 0) {
        ssize_t sent = send(connection, bytes, count, 0);
        if (sent < 0)
            fail("No se pudo enviar");
        bytes += sent;
        count -= (size_t)sent;
    }
}

static void send_file(int connection, FILE *file, long size, const char *name)
{
    char buffer[65536];
    int length = snprintf(buffer, sizeof buffer, "PUT %ld %s\n", size, name);
    send_all(connection, buffer, (size_t)length);
    size_t count;
    while ((count = fread(buffer, 1, sizeof buffer, file)) > 0)
        send_all(connection, buffer, count);
}

int main(int argc, char *argv[])
{
    if (argc == 2 || argc > 4)
        usage();
    const char *host = argc > 2 ? argv[1] : "127.0.0.1";
    int port = argc > 2 ? read_port(argv[2]) : 5000;
    const char *path = argc > 3 ? argv[3] : "local_files.txt";

    signal(SIGPIPE, SIG_IGN); /* si el servidor se va, send() devuelve -1 / if the server leaves, send() returns -1 */
    long size;
    FILE *file = open_file(path, &size);
    int connection = call(host, port);
    const char *slash = strrchr(path, '/');
    send_file(connection, file, size, slash == NULL ? path : slash + 1);
    fclose(file);

    char reply[1024];
    FILE *stream = fdopen(connection, "rb");
    /* fgets() junta los bytes hasta el \n / fgets() joins the bytes up to the \n. */
    if (stream == NULL || fgets(reply, sizeof reply, stream) == NULL || strchr(reply, '\n') == NULL) {
        fprintf(stderr, "El servidor cerró sin responder\n");
        return EXIT_FAILURE;
    }
    fclose(stream);
    if (strncmp(reply, "OK ", 3) != 0) {
        fprintf(stderr, "El servidor lo rechazó: %s", reply);
        return EXIT_FAILURE;
    }
    printf("Respuesta del servidor: %s", reply);
    return EXIT_SUCCESS;
}
