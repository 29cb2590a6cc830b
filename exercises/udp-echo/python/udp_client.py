"""Cliente de eco por UDP / UDP echo client: python3 udp_client.py [HOST PORT [BUFFER]]"""

import sys

USAGE = "Uso / Usage: python3 udp_client.py [HOST PORT [BUFFER]]"
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


def not_written(part):
    print(part, "Esta parte aún no está escrita / This part is not written yet.", file=sys.stderr)
    sys.exit(1)


def converse(host, port, buffer):
    # Qué debes escribir:
    # 1. Crea un socket UDP (socket.AF_INET, socket.SOCK_DGRAM) y haz connect() a (host, port). No
    #    envía nada: fija el destino y descarta los datagramas de otras direcciones.
    # 2. Lee una línea de la entrada y quítale el final de línea. Si viene vacía o la entrada se
    #    acabó, usa "Hola Mundo Cruel".
    # 3. Envíala en un solo datagrama con send(), codificada en UTF-8.
    # 4. Espera la respuesta medio segundo como máximo: settimeout(0.5) antes de recv(buffer). Si no
    #    llega (TimeoutError), envía una vez más y espera otro medio segundo.
    # 5. Si llega, muéstrala con decode(errors="replace"); puede estar vacía.
    # 6. Si no llega, o recv() falla porque no hay servidor (OSError), mensaje en sys.stderr y
    #    código de salida 1.
    #
    # What to write:
    # 1. Create a UDP socket (socket.AF_INET, socket.SOCK_DGRAM) and connect() it to (host, port).
    #    Nothing is sent: it sets the destination and drops datagrams from other addresses.
    # 2. Read one line of input and drop its line end. If it is empty, or the input is over, use
    #    "Hola Mundo Cruel".
    # 3. Send it as a single datagram with send(), encoded as UTF-8.
    # 4. Wait for the answer, half a second at most: settimeout(0.5) before recv(buffer). If none
    #    comes (TimeoutError), send once more and wait another half second.
    # 5. If it comes, print it with decode(errors="replace"); it may be empty.
    # 6. If it does not, or recv() fails because nobody is there (OSError), a message on sys.stderr
    #    and exit code 1.
    not_written(f"converse({host}, {port}, {buffer}):")


if __name__ == "__main__":
    try:
        values = read_arguments(sys.argv[1:])
    except ValueError:
        sys.exit(USAGE)
    converse(*values)
