"""Servidor de eco por UDP: python3 udp_server.py [HOST PORT [BUFFER]]"""

import socket
import sys

USAGE = "Uso: python3 udp_server.py [HOST PORT [BUFFER]]"
DEFAULTS = ["127.0.0.1", "5001", "65535"]


def read_number(text):
    number = int(text)
    if not 1 <= number <= 65535:
        raise ValueError
    return number


def read_arguments(arguments):
    if len(arguments) not in (0, 2, 3):
        raise ValueError
    host, port, buffer = arguments + DEFAULTS[len(arguments):]
    return host, read_number(port), read_number(buffer)


def echo(server, buffer):
    # Un datagrama vacío también se devuelve / an empty datagram is echoed too.
    datagram, address = server.recvfrom(buffer)
    print("Recibido:", datagram.decode(errors="replace"), "de", address, flush=True)
    server.sendto(datagram, address)


def serve(host, port, buffer):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind((host, port))
        print(f"Servidor UDP en {host}:{port}", flush=True)
        while True:
            try:
                echo(server, buffer)
            except OSError as error:
                # Un cliente que ya no está no detiene a los demás / a client that left does not stop the others.
                print("Eco perdido:", error, flush=True)


if __name__ == "__main__":
    try:
        serve(*read_arguments(sys.argv[1:]))
    except ValueError:
        sys.exit(USAGE)
    except OSError as error:
        sys.exit(f"No se pudo abrir el puerto: {error}")
    except KeyboardInterrupt:
        print("Servidor detenido")
