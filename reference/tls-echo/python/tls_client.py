"""Cliente de eco por TLS: python3 tls_client.py [HOST PORT [CA [TOKEN]]]"""

import socket
import ssl
import sys

USAGE = "Uso: python3 tls_client.py [HOST PORT [CA [TOKEN]]]"
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


def read_message():
    print("Escribe un mensaje y presiona Enter:", flush=True)
    line = sys.stdin.buffer.readline() if sys.stdin else b""
    return line.rstrip(b"\r\n") or b"Hola Mundo Cruel"


def receive(connection, expected):
    received = b""
    while len(received) < expected:
        chunk = connection.recv(expected - len(received))
        if not chunk:
            raise ConnectionError("el servidor cerró antes de responder todo")
        received += chunk
    return received


def converse(host, port, ca, token):
    # Verifica quién responde: certificado, fechas y nombre / verifies who answers: certificate, dates and name.
    context = ssl.create_default_context(cafile=ca)
    with socket.create_connection((host, port)) as raw:
        with context.wrap_socket(raw, server_hostname=host) as connection:
            connection.sendall(token.encode() + b"\n")
            if receive(connection, 3) != b"OK\n":
                raise ConnectionError("el servidor no aceptó el token")
            message = read_message()
            connection.sendall(message)
            print("Eco:", receive(connection, len(message)).decode(errors="replace"))
            # Despedida dentro de TLS (close_notify) / goodbye inside TLS.
            connection.unwrap()


if __name__ == "__main__":
    try:
        values = read_arguments(sys.argv[1:])
    except ValueError:
        sys.exit(USAGE)
    try:
        converse(*values)
    except ssl.SSLCertVerificationError as error:
        sys.exit(f"No se puede confiar en el servidor: {error.verify_message}")
    except OSError as error:
        sys.exit(f"No se pudo completar el eco: {error}")
    except KeyboardInterrupt:
        sys.exit(130)  # Ctrl+C
