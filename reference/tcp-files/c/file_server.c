/* Servidor de archivos por TCP: ./file_server [HOST PORT] */

#define _POSIX_C_SOURCE 200809L

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { LONGEST_HEADER = 4096 };

static _Noreturn void usage(void)
{
    fprintf(stderr, "Uso: ./file_server [HOST PORT]\n");
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

static struct sockaddr_in find_address(const char *host, int port)
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
    return address;
}

static int open_server(const char *host, int port)
{
    struct sockaddr_in address = find_address(host, port);
    int server = socket(AF_INET, SOCK_STREAM, 0);
    if (server < 0)
        fail("No se pudo crear el socket");
    /* Permite reabrir el puerto enseguida / lets the port be opened again at once. */
    int yes = 1;
    setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(server, (struct sockaddr *)&address, sizeof address) < 0 || listen(server, 128) < 0)
        fail("No se pudo abrir el puerto");
    return server;
}

/* El nombre viene de la red: no puede salir de la carpeta / it comes from the network: it must not leave the folder. */
static int is_safe(const char *name)
{
    return *name != '\0' && strcmp(name, ".") != 0 && strcmp(name, "..") != 0 && strpbrk(name, "/\\") == NULL;
}

/* "PUT 27 nota.txt"; el nombre puede tener espacios / the name may have spaces. */
static int read_header(char *line, long *size, char **name)
{
    line[strcspn(line, "\n")] = '\0';
    if (strncmp(line, "PUT ", 4) != 0 || line[4] < '0' || line[4] > '9')
        return -1;
    char *end;
    errno = 0;
    *size = strtol(line + 4, &end, 10);
    if (errno != 0 || *end != ' ')
        return -1;
    *name = end + 1;
    return 0;
}

/* Lee `size` bytes; con file NULL los descarta / reads `size` bytes; with file NULL it drops them. */
static int receive(FILE *stream, long size, FILE *file)
{
    static _Thread_local char buffer[65536];
    while (size > 0) {
        size_t wanted = size < (long)sizeof buffer ? (size_t)size : sizeof buffer;
        size_t count = fread(buffer, 1, wanted, stream);
        if (count == 0 || (file != NULL && fwrite(buffer, 1, count, file) < count))
            return -1;
        size -= (long)count;
    }
    return 0;
}

static int store(FILE *stream, int connection, long size, const char *name)
{
    /* Con otro nombre hasta que esté completo / under another name until it is whole. */
    char partial[64];
    snprintf(partial, sizeof partial, ".%ld-%d.part", (long)getpid(), connection);
    FILE *file = fopen(partial, "wb");
    if (file == NULL)
        return -1;
    int received = receive(stream, size, file);
    int closed = fclose(file);
    if (received == 0 && closed == 0 && rename(partial, name) == 0)
        return 0;
    remove(partial);
    return -1;
}

static void converse(FILE *stream, int connection)
{
    char line[LONGEST_HEADER];
    /* fgets() junta los bytes hasta el \n / fgets() joins the bytes up to the \n. */
    while (fgets(line, sizeof line, stream) != NULL) {
        long size;
        char *name;
        if (read_header(line, &size, &name) < 0) {
            dprintf(connection, "ERROR cabecera no valida\n");
            return;
        }
        if (!is_safe(name)) {
            if (receive(stream, size, NULL) < 0)
                return;
            dprintf(connection, "ERROR nombre no permitido\n");
            continue;
        }
        if (store(stream, connection, size, name) < 0) {
            printf("No se guardó: %s\n", name);
            return;
        }
        printf("Guardado: %s (%ld bytes)\n", name, size);
        dprintf(connection, "OK %ld\n", size);
    }
}

/* Un hilo por cliente: ninguno espera a otro / a thread for each client: none waits for another. */
static void *attend(void *argument)
{
    int connection = *(int *)argument;
    free(argument);
    FILE *stream = fdopen(connection, "rb");
    if (stream == NULL) {
        close(connection);
        return NULL;
    }
    converse(stream, connection);
    fclose(stream); /* cierra también la conexión / closes the connection too */
    return NULL;
}

static void start_thread(int connection)
{
    pthread_t thread;
    int *argument = malloc(sizeof *argument);
    if (argument == NULL)
        fail("malloc");
    *argument = connection;
    if (pthread_create(&thread, NULL, attend, argument) != 0)
        fail("pthread_create");
    pthread_detach(thread);
}

int main(int argc, char *argv[])
{
    if (argc != 1 && argc != 3)
        usage();
    const char *host = argc > 2 ? argv[1] : "127.0.0.1";
    int port = argc > 2 ? read_port(argv[2]) : 5000;

    setvbuf(stdout, NULL, _IOLBF, 0); /* muestra cada línea enseguida / shows every line at once */
    signal(SIGPIPE, SIG_IGN); /* un cliente que se fue no mata al servidor / a client that left does not kill it */
    int server = open_server(host, port);
    printf("Servidor en escucha en %s:%d\n", host, port);

    while (1) {
        int connection = accept(server, NULL, NULL);
        if (connection < 0) {
            perror("accept");
            continue;
        }
        start_thread(connection);
    }
}
