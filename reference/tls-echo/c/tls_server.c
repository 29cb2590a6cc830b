/* Servidor de eco por TLS: ./tls_server [HOST PORT [CERT KEY [TOKEN]]] */

#define _POSIX_C_SOURCE 200809L

#include <netdb.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { LONGEST_TOKEN = 1024 };

static SSL_CTX *context;
static const char *token = "secreto";

static void fail(const char *message)
{
    fprintf(stderr, "%s\n", message);
    ERR_print_errors_fp(stderr);
    exit(1);
}

static void usage(void)
{
    fail("Uso: ./tls_server [HOST PORT [CERT KEY [TOKEN]]]");
}

static void check_port(const char *text)
{
    char *end;
    long number = strtol(text, &end, 10);
    if (end == text || *end != '\0' || number < 1 || number > 65535)
        usage();
}

/* Lee hasta '\n'; devuelve cuántos bytes hay antes, o -1 / reads up to '\n'; returns how many bytes precede it, or -1. */
static int read_line(SSL *ssl, char *data, int *length)
{
    *length = 0;
    while (*length < LONGEST_TOKEN) {
        int received = SSL_read(ssl, data + *length, LONGEST_TOKEN - *length);
        if (received <= 0)
            return -1;
        *length += received;
        char *end = memchr(data, '\n', *length);
        if (end != NULL)
            return end - data;
    }
    return -1;
}

static int is_token(const char *data, int length)
{
    /* Tarda lo mismo con cualquier token / takes the same time for every token. */
    return length == (int)strlen(token) && CRYPTO_memcmp(data, token, length) == 0;
}

static void converse(SSL *ssl)
{
    char data[LONGEST_TOKEN];
    int length;
    int end = read_line(ssl, data, &length);
    if (!is_token(data, end)) {
        SSL_write(ssl, "NO\n", 3);
        return;
    }
    SSL_write(ssl, "OK\n", 3);
    int received = length - end - 1;
    memmove(data, data + end + 1, received);
    while (received >= 0) {
        if (received > 0 && SSL_write(ssl, data, received) <= 0)
            return;
        received = SSL_read(ssl, data, sizeof data);
        if (received <= 0)
            return;
    }
}

static void *attend(void *argument)
{
    int client = (int)(long)argument;
    SSL *ssl = SSL_new(context);
    SSL_set_fd(ssl, client);
    /* El saludo es de cada hilo: accept() no espera a nadie / each thread shakes hands: accept() waits for nobody. */
    if (SSL_accept(ssl) == 1) {
        converse(ssl);
        /* Despedida dentro de TLS (close_notify) / goodbye inside TLS. */
        SSL_shutdown(ssl);
    } else {
        printf("Saludo fallido\n");
    }
    SSL_free(ssl);
    close(client);
    return NULL;
}

static int open_port(const char *host, const char *port)
{
    struct addrinfo hints = {.ai_family = AF_INET, .ai_socktype = SOCK_STREAM}, *found;
    if (getaddrinfo(host, port, &hints, &found) != 0)
        fail("Dirección desconocida");
    int server = socket(found->ai_family, found->ai_socktype, 0);
    setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &(int){1}, sizeof(int));
    if (bind(server, found->ai_addr, found->ai_addrlen) != 0 || listen(server, 128) != 0) {
        perror("No se pudo abrir el puerto");
        exit(1);
    }
    freeaddrinfo(found);
    return server;
}

int main(int argc, char *argv[])
{
    signal(SIGPIPE, SIG_IGN);
    setvbuf(stdout, NULL, _IOLBF, 0);
    if (argc == 2 || argc == 4 || argc > 6)
        usage();
    const char *host = argc > 2 ? argv[1] : "127.0.0.1";
    const char *port = argc > 2 ? argv[2] : "8443";
    const char *cert = argc > 4 ? argv[3] : "cert.pem";
    const char *key = argc > 4 ? argv[4] : "key.pem";
    token = argc > 5 ? argv[5] : token;
    check_port(port);
    context = SSL_CTX_new(TLS_server_method());
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    if (SSL_CTX_use_certificate_chain_file(context, cert) != 1
        || SSL_CTX_use_PrivateKey_file(context, key, SSL_FILETYPE_PEM) != 1)
        fail("No se puede usar el certificado o su clave");
    int server = open_port(host, port);
    printf("Servidor en escucha en %s:%s\n", host, port);
    for (;;) {
        int client = accept(server, NULL, NULL);
        if (client < 0)
            continue;
        pthread_t thread;
        if (pthread_create(&thread, NULL, attend, (void *)(long)client) == 0)
            pthread_detach(thread);
        else
            close(client);
    }
}
