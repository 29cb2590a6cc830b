"""Servidor de usuarios por TCP / TCP users server: python3 users_server.py [HOST PORT]"""

import sys

USAGE = "Uso / Usage: python3 users_server.py [HOST PORT]"


def read_arguments(arguments):
    if len(arguments) not in (0, 2):
        raise ValueError
    host, port = arguments or ["127.0.0.1", "5000"]
    if not 1 <= int(port) <= 65535:
        raise ValueError
    return host, int(port)


def not_written(part):
    print(part, "Esta parte aún no está escrita / This part is not written yet.", file=sys.stderr)
    sys.exit(1)


def serve(host, port):
    # Qué debes escribir:
    # 1. Escucha: socket TCP con SO_REUSEADDR, bind(), listen(). Si falla (OSError: puerto
    #    ocupado), mensaje en sys.stderr y código distinto de 0.
    # 2. Cada conexión, en su propio hilo (threading.Thread): varios clientes a la vez.
    # 3. Junta lo que entrega recv() y separa las líneas por b"\n". Lo que queda sin \n es el
    #    comienzo de la siguiente: guárdalo. Si pasa de 4096 bytes, responde line-too-long y
    #    descarta hasta el \n.
    # 4. Cada línea es una petición: muéstrala y léela con json.loads(). Si no es un objeto
    #    JSON, responde bad-json.
    # 5. Haz lo pedido (register, remove, list, subscribe) o responde el error que corresponde.
    #    Los usuarios son de todos los hilos: usa un threading.Lock.
    # 6. Responde con json.dumps(), UTF-8 y un \n. Después de un cambio, avisa a todos los
    #    suscritos.
    # 7. recv() devuelve b"" cuando el cliente cerró: olvídalo como suscrito y cierra su
    #    conexión. Lo mismo si se rompe (OSError); el servidor sigue.
    #
    # What to write:
    # 1. Listen: a TCP socket with SO_REUSEADDR, bind(), listen(). If that fails (OSError: port
    #    in use), a message on sys.stderr and a code other than 0.
    # 2. Each connection in a thread of its own (threading.Thread): several clients at once.
    # 3. Join what recv() gives and split it into lines at b"\n". What is left without a \n is
    #    the start of the next line: keep it. Beyond 4096 bytes, reply line-too-long and drop
    #    everything up to the \n.
    # 4. Every line is a request: print it and read it with json.loads(). If it is no JSON
    #    object, reply bad-json.
    # 5. Do what is asked (register, remove, list, subscribe) or reply with the right error. All
    #    threads share the users: use a threading.Lock.
    # 6. Reply with json.dumps(), UTF-8 and a \n. After a change, tell every subscriber.
    # 7. recv() returns b"" once the client has closed: forget it as a subscriber and close its
    #    connection. The same when it breaks (OSError); the server goes on.
    not_written(f"serve({host}, {port}):")


if __name__ == "__main__":
    try:
        values = read_arguments(sys.argv[1:])
    except ValueError:
        sys.exit(USAGE)
    serve(*values)
