/* Cliente de eco por TLS: ./tls_client [HOST PORT [CA [TOKEN]]] */

#define _POSIX_C_SOURCE 200809L

#include <netdb.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void fail(const char *message)
{
    fprintf(stderr, "%s\n", message);
    exit(1);
}

static void usage(void)
{
    fail("Uso: ./tls_client [HOST PORT [CA [TOKEN]]]");
}

static void check_port(const char *text)
{
    char *end;
    long number = strtol(text, &end, 10);
    if (end == text || *end != '\0' || number < 1 || number > 65535)
        usage();
}

static int call(const char *host, const char *port)
{
    struct addrinfo hints = {.ai_family = AF_INET, .ai_socktype = SOCK_STREAM}, *found;
    if (getaddrinfo(host, port, &hints, &found) != 0)
        fail("Dirección desconocida");
    int server = socket(found->ai_family, found->ai_socktype, 0);
    if (connect(server, found->ai_addr, found->ai_addrlen) != 0) {
        perror("No se pudo conectar");
        exit(1);
    }
    freeaddrinfo(found);
    return server;
}

/* A quién se llama: el certificado debe ser suyo / whom we call: the certificate must be theirs. */
static void expect_host(SSL *ssl, const char *host)
{
    if (X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl), host) == 1)
        return;
    SSL_set_tlsext_host_name(ssl, host);
    SSL_set1_host(ssl, host);
}

static void read_whole(SSL *ssl, char *data, int expected)
{
    int length = 0;
    while (length < expected) {
        int received = SSL_read(ssl, data + length, expected - length);
        if (received <= 0)
            fail("El servidor cerró antes de responder todo");
        length += received;
    }
}

static void write_whole(SSL *ssl, const char *data, int length)
{
    if (length > 0 && SSL_write(ssl, data, length) <= 0)
        fail("No se pudo enviar");
}

static void converse(SSL *ssl, const char *token)
{
    char answer[3], *line = NULL;
    size_t room = 0;
    write_whole(ssl, token, strlen(token));
    write_whole(ssl, "\n", 1);
    read_whole(ssl, answer, sizeof answer);
    if (memcmp(answer, "OK\n", 3) != 0)
        fail("El servidor no aceptó el token");
    printf("Escribe un mensaje y presiona Enter:\n");
    if (getline(&line, &room, stdin) < 0)
        line = strdup("");
    line[strcspn(line, "\r\n")] = '\0';
    const char *message = *line == '\0' ? "Hola Mundo Cruel" : line;
    int length = strlen(message);
    char *echo = malloc(length);
    write_whole(ssl, message, length);
    read_whole(ssl, echo, length);
    printf("Eco: %.*s\n", length, echo);
    free(echo);
    free(line);
}

int main(int argc, char *argv[])
{
    signal(SIGPIPE, SIG_IGN);
    setvbuf(stdout, NULL, _IOLBF, 0);
    if (argc == 2 || argc > 5)
        usage();
    const char *host = argc > 2 ? argv[1] : "127.0.0.1";
    const char *port = argc > 2 ? argv[2] : "8443";
    check_port(port);
    SSL_CTX *context = SSL_CTX_new(TLS_client_method());
    if (SSL_CTX_load_verify_locations(context, argc > 3 ? argv[3] : "cert.pem", NULL) != 1)
        fail("No se puede leer el certificado de la autoridad");
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL);
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    int server = call(host, port);
    SSL *ssl = SSL_new(context);
    expect_host(ssl, host);
    SSL_set_fd(ssl, server);
    if (SSL_connect(ssl) != 1) {
        fprintf(stderr, "No se puede confiar en el servidor: %s\n", X509_verify_cert_error_string(SSL_get_verify_result(ssl)));
        exit(1);
    }
    converse(ssl, argc > 4 ? argv[4] : "secreto");
    /* Despedida dentro de TLS (close_notify) / goodbye inside TLS. */
    SSL_shutdown(ssl);
    SSL_free(ssl);
    SSL_CTX_free(context);
    close(server);
    return 0;
}
