"""Cliente de eco por TLS / TLS echo client: python3 tls_client.py [HOST PORT [CA [TOKEN]]]"""

import sys

USAGE = "Uso / Usage: python3 tls_client.py [HOST PORT [CA [TOKEN]]]"
DEFAULTS = ["127.0.0.1", "8443", "cert.pem", "secreto"]


def read_port(text):
    number = int(text)
    if not 1 <= number <= 65535:
        raise ValueError
    return number


def read_arguments(arguments):
    if len(arguments) not in (0, 2, 3, 4):
        raise ValueError
    host, port, ca, token = arguments + DEFAULTS[len(arguments):]
    return host, read_port(port), ca, token


def not_written(part):
    print(part, "Esta parte aún no está escrita / This part is not written yet.")
    sys.exit(1)


def converse(host, port, ca, token):
    # Qué debes escribir:
    # 1. Crea un contexto con ssl.create_default_context(cafile=ca): verifica el certificado del servidor.
    # 2. Conecta con socket.create_connection((host, port)) y envuelve el socket con
    #    context.wrap_socket(conexión, server_hostname=host). Si algo falla (OSError): mensaje en sys.stderr
    #    y código distinto de 0, sin haber enviado el token.
    # 3. Envía el token y "\n". Lee 3 bytes: si no son b"OK\n", mensaje en sys.stderr y código distinto de 0.
    # 4. Lee una línea del teclado (vacía: "Hola Mundo Cruel"), envíala sin su final de línea y recibe hasta
    #    juntar tantos bytes como enviaste. Si recv() devuelve b"" antes: mensaje y código distinto de 0.
    # 5. Muestra el eco, despídete con unwrap() y cierra.
    #
    # What to write:
    # 1. Make a context with ssl.create_default_context(cafile=ca): it verifies the certificate of the server.
    # 2. Connect with socket.create_connection((host, port)) and wrap the socket with
    #    context.wrap_socket(connection, server_hostname=host). If anything fails (OSError): a message on
    #    sys.stderr and a code other than 0, without having sent the token.
    # 3. Send the token and "\n". Read 3 bytes: unless they are b"OK\n", a message on sys.stderr and a code
    #    other than 0.
    # 4. Read one line of input (empty: "Hola Mundo Cruel"), send it without its line end, and receive until
    #    you hold as many bytes as you sent. If recv() returns b"" before: a message and a code other than 0.
    # 5. Print the echo, say goodbye with unwrap() and close.
    not_written(f"converse({host}, {port}):")


if __name__ == "__main__":
    try:
        values = read_arguments(sys.argv[1:])
    except ValueError:
        sys.exit(USAGE)
    converse(*values)
