/** What runtime errors mean and what to change, in Spanish. Chosen by exception type or error number, never by prose. */
import type { CauseWords, Setting } from '../catalogue.ts';
import { isReadingFile } from '../telling.ts';
import { endOfStream, giveUpWithMessage, keepServing, yours } from './phrases.ts';

const portFromArguments = ({ api }: Setting): string =>
  api.family === 'python' ? 'int(sys.argv[2])' : api.family === 'node' ? 'Number(process.argv[3])' : 'atoi(argv[2])';

export const causes: CauseWords = {
  'address-in-use': (_, s) => ({
    why: 'El puerto está ocupado: otro programa lo usa, o el sistema lo retiene un rato después de cerrar tu servidor (TIME_WAIT).',
    tryThis:
      s.api.family === 'python'
        ? 'Antes de bind(), agrega server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1). Si otro programa lo usa, captura OSError y muestra un mensaje.'
        : s.api.family === 'node'
          ? "Maneja server.on('error', ...): muestra un mensaje y termina con process.exit(1)."
          : 'Antes de bind(), activa SO_REUSEADDR con setsockopt(). Si bind() falla, muestra un mensaje y termina.',
  }),
  'address-not-available': (_, s) => ({
    why: 'La dirección que se le pidió al sistema no es de este equipo (por ejemplo, la IP de otra red).',
    tryThis: `Usa la dirección que viene en ${s.api.arguments}; para un servidor también sirve 0.0.0.0, que son todas las de este equipo.`,
  }),
  'invalid-argument': (_, s) => ({
    why: 'El sistema no acepta esa llamada en el estado en que está el socket (EINVAL).',
    tryThis:
      s.role === 'server' && s.transport === 'tcp'
        ? 'Si falló accept(), falta llamar antes a listen(). El orden es bind(), listen(), accept().'
        : 'Revisa el orden de las llamadas y la dirección de la línea que falló.',
  }),
  'not-connected': (_, s) => ({
    why: 'Ese socket no está conectado con nadie (ENOTCONN).',
    tryThis:
      s.role === 'server'
        ? 'Lee y envía con la conexión que devuelve accept(), no con el socket que escucha. Si ya lo haces, el cliente se fue antes: captura el error y cierra esa conexión.'
        : 'Llama a connect() antes de enviar o recibir.',
  }),
  'already-connected': () => ({
    why: 'Ese socket ya estaba conectado (EISCONN).',
    tryThis: 'Llama a connect() una sola vez por socket; para otra conexión, crea otro socket.',
  }),
  'no-destination': () => ({
    why: 'Se envió un datagrama sin decir a quién (EDESTADDRREQ).',
    tryThis: 'Usa sendto(datos, direccion), con la dirección que entregó recvfrom().',
  }),
  'operation-not-supported': (_, s) => ({
    why: 'Esa llamada no existe para ese tipo de socket (EOPNOTSUPP).',
    tryThis:
      s.transport === 'udp'
        ? 'UDP no tiene conexiones: quita listen() y accept(), y usa recvfrom() y sendto().'
        : 'Revisa que el socket sea TCP (SOCK_STREAM) y que la llamada se haga sobre el socket correcto.',
  }),
  'socket-closed': (_, s) => ({
    why: 'El programa usó un socket que ya había cerrado.',
    tryThis: `Llama a ${s.api.close} solo después de la última vez que usas el socket, y fuera del bucle que lo usa.`,
  }),
  'datagram-too-long': () => ({
    why: 'Un datagrama UDP lleva como máximo 65507 bytes (EMSGSIZE).',
    tryThis: 'Envía el contenido en datagramas más pequeños.',
  }),
  permission: () => ({
    why: 'El sistema no le dio permiso al programa: los puertos menores que 1024 están reservados, y no todo archivo se puede leer.',
    tryThis: 'Usa el puerto que viene en los argumentos, o uno de 1024 en adelante.',
  }),
  unreachable: (_, s) => ({
    why: 'Este equipo no tiene camino hasta esa dirección.',
    tryThis: `Usa la dirección que viene en ${s.api.arguments}, no una escrita en el código.`,
  }),
  'too-many-open': (_, s) => ({
    why: 'El programa tiene demasiados sockets o archivos abiertos.',
    tryThis: `Llama a ${s.api.close} sobre cada conexión cuando ${endOfStream(s, 'subjunctive')}.`,
  }),
  refused: (_, s) => ({
    why: 'Nadie escucha en la dirección y el puerto a los que llamó.',
    tryThis: `Usa la dirección y el puerto que vienen en ${s.api.arguments}, y no supongas que siempre hay un servidor. ${giveUpWithMessage(s)}`,
  }),
  reset: (_, s) => ({
    why: 'La otra parte cortó la conexión de golpe (RST), y el programa no lo esperaba.',
    tryThis: s.role === 'server' ? keepServing(s) : giveUpWithMessage(s),
  }),
  'broken-pipe': (_, s) => ({
    why: 'El programa envió datos a una conexión que la otra parte ya había cerrado.',
    tryThis: s.role === 'server' ? keepServing(s) : giveUpWithMessage(s),
  }),
  'timed-out': (_, s) => ({
    why: 'Se cumplió el tiempo de espera que puso el programa, y el programa no capturó el error.',
    tryThis:
      s.api.family === 'python'
        ? 'Captura TimeoutError donde el programa espera y decide qué hacer: intentar de nuevo, o mostrar un mensaje y terminar.'
        : 'Atiende ese error y decide qué hacer: intentar de nuevo, o mostrar un mensaje y terminar.',
  }),
  'name-unknown': (_, s) => ({
    why: 'El nombre o la dirección del equipo no existe.',
    tryThis: `Revisa la dirección en la línea que falló; usa la que viene en ${s.api.arguments}.`,
  }),
  decoding: ({ source }, s) =>
    isReadingFile(source)
      ? {
          why: 'El programa abrió como texto un archivo que no es texto en UTF-8.',
          tryThis: "Ábrelo para leer bytes, open(nombre, 'rb'), y no los conviertas.",
        }
      : {
          why: 'El programa convirtió en texto bytes que no son UTF-8 completo: recv() puede cortar un carácter (ñ, é, 😀) por la mitad, y no todo mensaje es texto.',
          tryThis: s.echoes
            ? "Devuelve los bytes sin convertirlos, y para mostrarlos usa datos.decode(errors='replace')."
            : 'Junta los bytes hasta tener el mensaje completo, conviértelo entonces y captura UnicodeDecodeError.',
        },
  encoding: () => ({
    why: 'El texto tiene caracteres que no existen en la codificación elegida.',
    tryThis: "Usa texto.encode('utf-8').",
  }),
  'end-of-input': (_, s) => ({
    why: 'El programa pidió con input() una línea que nadie va a escribir: la entrada terminó.',
    tryThis:
      s.role === 'server'
        ? 'Un servidor no debe usar input(): la dirección y el puerto vienen en los argumentos.'
        : s.echoes
          ? 'Lee una sola línea, y si no hay ninguna (EOFError) usa el mensaje predeterminado.'
          : 'El fin de la entrada no es un error: captura EOFError, sal del bucle, cierra la conexión y termina.',
  }),
  interrupted: () => ({
    why: 'Al recibir Ctrl+C (SIGINT), el programa terminó mostrando el error KeyboardInterrupt.',
    tryThis: 'Captura KeyboardInterrupt alrededor del bucle principal y termina con un mensaje.',
  }),
  'module-missing': () => ({
    why: 'El programa importa algo que no está instalado ni en tu entrega.',
    tryThis: 'Usa solo lo que trae el lenguaje. Si es un archivo tuyo, entrégalo junto al programa.',
  }),
  import: () => ({
    why: 'El módulo existe, pero no tiene lo que se le pide.',
    tryThis: 'Revisa cómo se escribe el nombre. Ojo: un archivo tuyo llamado socket.py tapa al módulo socket.',
  }),
  syntax: ({ runtime }) => ({
    why: 'El código no se puede leer: hay un error de escritura en esa línea o en la anterior.',
    tryThis:
      runtime === 'python'
        ? 'Revisa paréntesis, comillas y los dos puntos del final. En Python 3, print lleva paréntesis: print("hola").'
        : 'Revisa paréntesis, llaves y comillas en esa línea y en la anterior.',
  }),
  indentation: () => ({
    why: 'Las líneas de un mismo bloque no comienzan en la misma columna, o se mezclan espacios y tabuladores.',
    tryThis: 'Usa siempre cuatro espacios por nivel.',
  }),
  name: () => ({
    why: 'El código usa un nombre que no existe en ese punto.',
    tryThis: 'Revisa cómo se escribe, que se le dé un valor antes de usarlo y que su módulo esté importado.',
  }),
  attribute: () => ({
    why: 'Ese objeto no tiene lo que se escribió después del punto.',
    tryThis:
      'Revisa cómo se escribe, y qué clase de valor es el que está antes del punto. De los sockets: accept() va sobre el que escucha; recv() y sendall(), sobre la conexión.',
  }),
  type: ({ runtime }, s) => ({
    why: 'Se usó un valor de un tipo que no corresponde.',
    tryThis:
      runtime === 'python'
        ? `En sockets suele ser una de estas tres: el puerto es texto (usa ${portFromArguments(s)}), se envía texto en lugar de bytes (usa texto.encode()), o la dirección no va como tupla: connect((host, puerto)).`
        : `Revisa los tipos en esa línea: el puerto debe ser un número (${portFromArguments(s)}), y se envían textos o Buffer.`,
  }),
  value: () => ({
    why: 'Un valor no se puede convertir o usar.',
    tryThis:
      'Si viene de los argumentos, del teclado o de la red, compruébalo antes de usarlo y muestra un mensaje si no sirve.',
  }),
  index: (_, s) => ({
    why: 'El código pide un elemento que la lista no tiene.',
    tryThis: `Si es ${s.api.arguments}, comprueba cuántos argumentos llegaron antes de leerlos.`,
  }),
  key: () => ({
    why: 'El diccionario no tiene esa clave.',
    tryThis: 'Comprueba que la clave exista antes de usarla: un cliente puede irse antes de que lo busques.',
  }),
  overflow: (_, s) => ({
    why: 'El número de puerto está fuera de rango: va de 0 a 65535.',
    tryThis: `Comprueba el puerto que viene en ${s.api.arguments} y, si no sirve, muestra un mensaje y termina con ${s.api.exit}.`,
  }),
  recursion: (_, s) => ({
    why: 'Una función se llama a sí misma sin parar.',
    tryThis: `Para atender a un cliente tras otro usa un bucle (while), no una llamada de la función a sí misma: así ${yours(s)} puede seguir siempre.`,
  }),
  'file-missing': () => ({
    why: 'El programa abre un archivo que no existe.',
    tryThis: 'Entrega ese archivo junto al programa, o quita lo que depende de él.',
  }),
  'typescript-syntax': () => ({
    why: 'Node ejecuta TypeScript quitando los tipos, y ese código usa algo que no se puede solo quitar (enum, namespace, parámetros con public o private).',
    tryThis:
      'Reemplázalo por su forma en JavaScript: un objeto en lugar de enum, y campos asignados en el constructor.',
  }),
  thrown: (_, s) => ({
    why: 'Se lanzó con throw un valor que nadie atrapó, y Node detuvo el programa.',
    tryThis: `Atrápalo con try / catch dentro del mismo evento. Si el programa no puede seguir, escribe un mensaje con ${s.api.complain} y termina con ${s.api.exit}.`,
  }),
};
