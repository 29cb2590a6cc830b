"""Cliente del chat por TCP: python3 chat_client.py [HOST PORT]"""

import codecs
import os
import socket
import sys
import threading

USAGE = "Uso: python3 chat_client.py [HOST PORT]"

leaving = threading.Event()


def read_arguments(arguments):
    if len(arguments) not in (0, 2):
        raise ValueError
    host, port = arguments or ["127.0.0.1", "8000"]
    if not 1 <= int(port) <= 65535:
        raise ValueError
    return host, int(port)


def receive(connection):
    """Muestra todo lo que llega, aunque nadie escriba / shows all that comes, even while nobody types."""
    # Guarda los bytes de una letra incompleta / keeps the bytes of an incomplete character.
    decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
    reason = "cerró la conexión"
    try:
        while chunk := connection.recv(1024):
            print("Servidor:", decoder.decode(chunk), flush=True)
    except OSError as error:
        reason = error
    if not leaving.is_set():
        print("Se perdió el servidor:", reason, file=sys.stderr, flush=True)
        os._exit(1)  # el otro hilo espera al teclado / the other thread waits for the keyboard


def converse(connection):
    receiver = threading.Thread(target=receive, args=(connection,))
    receiver.start()
    print("Escribe tus mensajes; salir termina.", flush=True)
    for line in sys.stdin or []:
        message = line.rstrip("\r\n")
        if message == "salir":
            break
        connection.sendall(message.encode())  # vacío no envía nada / an empty one sends nothing
    leaving.set()
    # FIN: ya no envía, pero aún lee lo que falte / it sends no more, and still reads what is missing.
    connection.shutdown(socket.SHUT_WR)
    receiver.join()


if __name__ == "__main__":
    try:
        address = read_arguments(sys.argv[1:])
    except ValueError:
        sys.exit(USAGE)
    try:
        with socket.create_connection(address) as connection:
            converse(connection)
    except OSError as error:
        sys.exit(f"No se pudo conversar con el servidor: {error}")
    except KeyboardInterrupt:
        os._exit(130)  # Ctrl+C también termina el otro hilo / ends the other thread too
