/* Cliente de eco por TLS / TLS echo client: ./tls_client [HOST PORT [CA [TOKEN]]] */

#define _POSIX_C_SOURCE 200809L

#include <openssl/ssl.h>
#include <stdio.h>
#include <stdlib.h>

static void usage(void)
{
    fprintf(stderr, "Uso / Usage: ./tls_client [HOST PORT [CA [TOKEN]]]\n");
    exit(1);
}

static void check_port(const char *text)
{
    char *end;
    long number = strtol(text, &end, 10);
    if (end == text || *end != '\0' || number < 1 || number > 65535)
        usage();
}

static void converse(const char *host, const char *port, const char *ca, const char *token)
{
    /*
     * Qué debes escribir (compila con -lssl -lcrypto):
     * 1. SSL_CTX_new(TLS_client_method()), SSL_CTX_load_verify_locations(..., ca, NULL) y
     *    SSL_CTX_set_verify(..., SSL_VERIFY_PEER, NULL): sin esto último no se verifica nada.
     * 2. socket() y connect(). Después SSL_new(), SSL_set_fd() y a quién llamas:
     *    X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl), host) o, si no es una dirección, SSL_set1_host().
     * 3. SSL_connect(), el saludo de TLS. Si no devuelve 1: mensaje en stderr y exit(1), sin enviar el token.
     * 4. Envía el token y "\n". Lee 3 bytes: si no son "OK\n", mensaje en stderr y exit(1).
     * 5. Lee una línea del teclado (vacía: "Hola Mundo Cruel"), envíala sin su final de línea y lee tantos bytes
     *    como enviaste. SSL_read() <= 0 antes de tiempo: mensaje y exit(1).
     * 6. Muestra el eco, SSL_shutdown(), SSL_free() y close().
     *
     * What to write (compile with -lssl -lcrypto):
     * 1. SSL_CTX_new(TLS_client_method()), SSL_CTX_load_verify_locations(..., ca, NULL) and
     *    SSL_CTX_set_verify(..., SSL_VERIFY_PEER, NULL): without the last one nothing is verified.
     * 2. socket() and connect(). Then SSL_new(), SSL_set_fd() and whom you call:
     *    X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl), host) or, for what is no address, SSL_set1_host().
     * 3. SSL_connect(), the TLS handshake. Unless it returns 1: a message on stderr, exit(1), no token sent.
     * 4. Send the token and "\n". Read 3 bytes: unless they are "OK\n", a message on stderr and exit(1).
     * 5. Read one line of input (empty: "Hola Mundo Cruel"), send it without its line end, and read as many bytes
     *    as you sent. SSL_read() <= 0 too early: a message and exit(1).
     * 6. Print the echo, SSL_shutdown(), SSL_free() and close().
     */
    printf("converse(%s, %s, %s, %s): ", host, port, ca, token);
    printf("Esta parte aún no está escrita / This part is not written yet.\n");
    exit(1);
}

int main(int argc, char *argv[])
{
    if (argc == 2 || argc > 5)
        usage();
    const char *host = argc > 2 ? argv[1] : "127.0.0.1";
    const char *port = argc > 2 ? argv[2] : "8443";
    const char *ca = argc > 3 ? argv[3] : "cert.pem";
    const char *token = argc > 4 ? argv[4] : "secreto";
    check_port(port);
    converse(host, port, ca, token);
    return 0;
}
