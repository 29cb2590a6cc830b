"""Servidor de eco por TLS / TLS echo server: python3 tls_server.py [HOST PORT [CERT KEY [TOKEN]]]"""

import sys

USAGE = "Uso / Usage: python3 tls_server.py [HOST PORT [CERT KEY [TOKEN]]]"
DEFAULTS = ["127.0.0.1", "8443", "cert.pem", "key.pem", "secreto"]


def read_port(text):
    number = int(text)
    if not 1 <= number <= 65535:
        raise ValueError
    return number


def read_arguments(arguments):
    if len(arguments) not in (0, 2, 4, 5):
        raise ValueError
    host, port, cert, key, token = arguments + DEFAULTS[len(arguments):]
    return host, read_port(port), cert, key, token


def not_written(part):
    print(part, "Esta parte aún no está escrita / This part is not written yet.")
    sys.exit(1)


def serve(host, port, cert, key, token):
    # Qué debes escribir:
    # 1. Crea un contexto con ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), exige TLS 1.2 como mínimo
    #    (minimum_version) y carga los archivos cert y key con load_cert_chain(). Si falla (OSError):
    #    mensaje en sys.stderr y código distinto de 0.
    # 2. Abre un socket TCP con SO_REUSEADDR, bind() y listen().
    # 3. Para siempre: accept() y, para cada cliente, context.wrap_socket(conexión, server_side=True),
    #    que hace el saludo de TLS. Puede fallar (OSError): termina solo esa conexión.
    # 4. Lee hasta el primer "\n": eso es el token. Un recv() puede traer menos que la línea, o más.
    # 5. Si no es el token, envía b"NO\n" y cierra. Si lo es, envía b"OK\n" y devuelve todo lo que llegue
    #    (también lo que llegó junto con el token) hasta que recv() devuelva b"".
    # 6. Despídete con unwrap() y cierra.
    #
    # What to write:
    # 1. Make a context with ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), demand at least TLS 1.2
    #    (minimum_version) and load the files cert and key with load_cert_chain(). If that fails (OSError):
    #    a message on sys.stderr and a code other than 0.
    # 2. Open a TCP socket with SO_REUSEADDR, bind() and listen().
    # 3. For ever: accept(), and for each client context.wrap_socket(connection, server_side=True), which
    #    does the TLS handshake. It may fail (OSError): that ends this connection only.
    # 4. Read up to the first "\n": that is the token. One recv() may bring less than the line, or more.
    # 5. If it is not the token, send b"NO\n" and close. If it is, send b"OK\n" and return all that comes
    #    (what came together with the token too) until recv() returns b"".
    # 6. Say goodbye with unwrap() and close.
    not_written(f"serve({host}, {port}):")


if __name__ == "__main__":
    try:
        values = read_arguments(sys.argv[1:])
    except ValueError:
        sys.exit(USAGE)
    serve(*values)
