"""Servidor de eco por TLS: python3 tls_server.py [HOST PORT [CERT KEY [TOKEN]]]"""

import hmac
import socket
import ssl
import sys
import threading

USAGE = "Uso: python3 tls_server.py [HOST PORT [CERT KEY [TOKEN]]]"
DEFAULTS = ["127.0.0.1", "8443", "cert.pem", "key.pem", "secreto"]
LONGEST_TOKEN = 1024
# Un saludo o un token que no llega no ocupa un hilo para siempre / nobody holds a thread by never finishing.
PATIENCE = 10


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


def read_line(connection):
    # Un recv() puede traer solo una parte, o más que la línea / one recv() may bring less than the line, or more.
    data = b""
    while b"\n" not in data and len(data) <= LONGEST_TOKEN:
        chunk = connection.recv(1024)
        if not chunk:
            break
        data += chunk
    line, _, rest = data.partition(b"\n")
    return line, rest


def converse(connection, token):
    line, rest = read_line(connection)
    # Tarda lo mismo con cualquier token / takes the same time for every token.
    if not hmac.compare_digest(line, token.encode()):
        connection.sendall(b"NO\n")
        return
    connection.sendall(b"OK\n" + rest)
    connection.settimeout(None)
    while chunk := connection.recv(1024):
        print("Recibido:", chunk.decode(errors="replace"), flush=True)
        connection.sendall(chunk)


def attend(raw, context, token):
    with raw:
        try:
            raw.settimeout(PATIENCE)
            # El saludo es de cada hilo: accept() no espera a nadie / each thread shakes hands: accept() waits for nobody.
            with context.wrap_socket(raw, server_side=True) as connection:
                converse(connection, token)
                # Despedida dentro de TLS (close_notify) / goodbye inside TLS.
                connection.unwrap()
        except OSError as error:
            print("Conexión perdida:", error, flush=True)


def serve(host, port, cert, key, token):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(cert, key)
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        server.bind((host, port))
        server.listen(128)
        print(f"Servidor en escucha en {host}:{port}", flush=True)
        while True:
            raw, address = server.accept()
            print("Conexión desde:", address, flush=True)
            threading.Thread(target=attend, args=(raw, context, token), daemon=True).start()


if __name__ == "__main__":
    try:
        values = read_arguments(sys.argv[1:])
    except ValueError:
        sys.exit(USAGE)
    try:
        serve(*values)
    except OSError as error:
        sys.exit(f"No se pudo iniciar el servidor: {error}")
    except KeyboardInterrupt:
        print("Servidor detenido")
