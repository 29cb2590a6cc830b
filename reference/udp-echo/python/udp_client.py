"""Cliente de eco por UDP: python3 udp_client.py [HOST PORT [BUFFER]]"""

import socket
import sys

USAGE = "Uso: python3 udp_client.py [HOST PORT [BUFFER]]"
DEFAULTS = ["127.0.0.1", "5001", "65535"]
WAIT_SECONDS = 0.5
ATTEMPTS = 2


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


def read_message():
    print("Escribe un mensaje y presiona Enter:", flush=True)
    # Bytes tal cual; sin entrada, stdin es None / bytes as they are; without input, stdin is None.
    line = sys.stdin.buffer.readline() if sys.stdin else b""
    return line.rstrip(b"\r\n") or b"Hola Mundo Cruel"


def request_echo(client, message, buffer):
    # Un datagrama se puede perder: se reenvía / a datagram can get lost: send it again.
    for _ in range(ATTEMPTS):
        client.send(message)
        try:
            return client.recv(buffer)
        except TimeoutError:
            print("Sin respuesta todavía", flush=True)
    raise TimeoutError("el servidor no respondió")


def converse(host, port, buffer):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
        client.settimeout(WAIT_SECONDS)
        # connect() no envía nada: descarta lo que llegue de otros / it only filters other senders.
        client.connect((host, port))
        echo = request_echo(client, read_message(), buffer)
        print("Eco:", echo.decode(errors="replace"))


if __name__ == "__main__":
    try:
        converse(*read_arguments(sys.argv[1:]))
    except ValueError:
        sys.exit(USAGE)
    except OSError as error:
        sys.exit(f"No se pudo completar el eco: {error}")
    except KeyboardInterrupt:
        sys.exit(130)  # Ctrl+C
