/** What runtime errors mean and what to change, in English. Chosen by exception type or error number, never by prose. */
import type { CauseWords, Setting } from '../catalogue.ts';
import { isReadingFile } from '../telling.ts';
import { endOfStream, giveUpWithMessage, keepServing, yours } from './phrases.ts';

const portFromArguments = ({ api }: Setting): string =>
  api.family === 'python' ? 'int(sys.argv[2])' : api.family === 'node' ? 'Number(process.argv[3])' : 'atoi(argv[2])';

export const causes: CauseWords = {
  'address-in-use': (_, s) => ({
    why: 'The port is taken: another program uses it, or the system holds it back for a while after your server closed (TIME_WAIT).',
    tryThis:
      s.api.family === 'python'
        ? 'Before bind(), add server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1). If another program uses it, catch OSError and show a message.'
        : s.api.family === 'node'
          ? "Handle server.on('error', ...): show a message and end with process.exit(1)."
          : 'Before bind(), switch SO_REUSEADDR on with setsockopt(). If bind() fails, show a message and end.',
  }),
  'address-not-available': (_, s) => ({
    why: 'The address asked for does not belong to this computer (for example, an IP of another network).',
    tryThis: `Use the host that comes in ${s.api.arguments}; for a server 0.0.0.0 also works, which means every address of this computer.`,
  }),
  'invalid-argument': (_, s) => ({
    why: 'The system does not accept that call in the state the socket is in (EINVAL).',
    tryThis:
      s.role === 'server' && s.transport === 'tcp'
        ? 'If it was accept() that failed, listen() has to be called before it. The order is bind(), listen(), accept().'
        : 'Check the order of the calls, and the address in the line that failed.',
  }),
  'not-connected': (_, s) => ({
    why: 'That socket is not connected to anybody (ENOTCONN).',
    tryThis:
      s.role === 'server'
        ? 'Read and send on the connection that accept() returns, not on the socket that listens. If you do, the client had already left: catch the error and close that connection.'
        : 'Call connect() before you send or receive.',
  }),
  'already-connected': () => ({
    why: 'That socket was already connected (EISCONN).',
    tryThis: 'Call connect() only once on a socket; for another connection, make another socket.',
  }),
  'no-destination': () => ({
    why: 'A datagram was sent without saying to whom (EDESTADDRREQ).',
    tryThis: 'Use sendto(data, address), with the address that recvfrom() gave.',
  }),
  'operation-not-supported': (_, s) => ({
    why: 'That call does not exist for that kind of socket (EOPNOTSUPP).',
    tryThis:
      s.transport === 'udp'
        ? 'UDP has no connections: remove listen() and accept(), and use recvfrom() and sendto().'
        : 'Check that the socket is a TCP one (SOCK_STREAM) and that the call is made on the right socket.',
  }),
  'socket-closed': (_, s) => ({
    why: 'The program used a socket it had already closed.',
    tryThis: `Call ${s.api.close} only after the last use of the socket, outside the loop that uses it.`,
  }),
  'datagram-too-long': () => ({
    why: 'A UDP datagram carries 65507 bytes at most (EMSGSIZE).',
    tryThis: 'Send the content in smaller datagrams.',
  }),
  permission: () => ({
    why: 'The system did not allow it: ports below 1024 are reserved, and not every file may be read.',
    tryThis: 'Use the port that comes in the arguments, or one from 1024 on.',
  }),
  unreachable: (_, s) => ({
    why: 'This computer has no way to reach that address.',
    tryThis: `Use the host that comes in ${s.api.arguments}, not one written in the code.`,
  }),
  'too-many-open': (_, s) => ({
    why: 'The program has too many sockets or files open.',
    tryThis: `Call ${s.api.close} on each connection when ${endOfStream(s)}.`,
  }),
  refused: (_, s) => ({
    why: 'Nobody listens on the host and port it called.',
    tryThis: `Use the host and port that come in ${s.api.arguments}, and do not take it for granted that a server is there. ${giveUpWithMessage(s)}`,
  }),
  reset: (_, s) => ({
    why: 'The other side broke the connection off (RST), and the program did not expect that.',
    tryThis: s.role === 'server' ? keepServing(s) : giveUpWithMessage(s),
  }),
  'broken-pipe': (_, s) => ({
    why: 'The program sent data on a connection the other side had already closed.',
    tryThis: s.role === 'server' ? keepServing(s) : giveUpWithMessage(s),
  }),
  'timed-out': (_, s) => ({
    why: 'The time limit set by the program ran out, and nobody caught the error.',
    tryThis:
      s.api.family === 'python'
        ? 'Catch TimeoutError around the wait and decide what to do: try again, or show a message and end.'
        : 'Handle that error and decide what to do: try again, or show a message and end.',
  }),
  'name-unknown': (_, s) => ({
    why: 'The name or address of the computer does not exist.',
    tryThis: `Check the address in the line that failed; use the one that comes in ${s.api.arguments}.`,
  }),
  decoding: ({ source }, s) =>
    isReadingFile(source)
      ? {
          why: 'The program opened as text a file that is no text in UTF-8.',
          tryThis: "Open it for reading bytes, open(name, 'rb'), and do not convert them.",
        }
      : {
          why: 'The program turned bytes that are not whole UTF-8 into text: recv() may cut a character (ñ, é, 😀) in half, and not every message is text.',
          tryThis: s.echoes
            ? "Send the bytes back without converting them, and to show them use data.decode(errors='replace')."
            : 'Join the bytes until you have the whole message, convert it then, and catch UnicodeDecodeError.',
        },
  encoding: () => ({
    why: 'The text has characters that do not exist in the chosen encoding.',
    tryThis: "Use text.encode('utf-8').",
  }),
  'end-of-input': (_, s) => ({
    why: 'The program asked with input() for a line that nobody will type: the input has ended.',
    tryThis:
      s.role === 'server'
        ? 'A server should not use input(): host and port come in the arguments.'
        : s.echoes
          ? 'Read a single line, and when there is none (EOFError) use the default message.'
          : 'The end of the input is no error: catch EOFError, leave the loop, close the connection and end.',
  }),
  interrupted: () => ({
    why: 'On Ctrl+C (SIGINT) the program ended showing the error KeyboardInterrupt.',
    tryThis: 'Catch KeyboardInterrupt around the main loop and end with a message.',
  }),
  'module-missing': () => ({
    why: 'The program imports something that is neither installed nor part of what you handed in.',
    tryThis: 'Use only what comes with the language. If it is a file of yours, hand it in together with the program.',
  }),
  import: () => ({
    why: 'The module exists, but does not have what is asked of it.',
    tryThis: 'Check how the name is spelt. Mind that a file of yours called socket.py hides the module socket.',
  }),
  syntax: ({ runtime }) => ({
    why: 'The code cannot be read: something is written wrongly on that line or the one before.',
    tryThis:
      runtime === 'python'
        ? 'Check parentheses, quotes and the colon at the end. In Python 3, print takes parentheses: print("hello").'
        : 'Check parentheses, braces and quotes on that line and the one before.',
  }),
  indentation: () => ({
    why: 'The lines of one block do not begin in the same column, or spaces and tabs are mixed.',
    tryThis: 'Always use four spaces per level.',
  }),
  name: () => ({
    why: 'The code uses a name that does not exist at that point.',
    tryThis: 'Check how it is spelt, that it gets a value before it is used, and that its module is imported.',
  }),
  attribute: () => ({
    why: 'That object does not have what was written after the dot.',
    tryThis:
      'Check how it is spelt, and what kind of value stands before the dot. Of sockets: accept() goes on the one that listens; recv() and sendall() on the connection.',
  }),
  type: ({ runtime }, s) => ({
    why: 'A value of the wrong type was used.',
    tryThis:
      runtime === 'python'
        ? `With sockets it is often one of three: the port is text (use ${portFromArguments(s)}), text is sent instead of bytes (use text.encode()), or the address is not a tuple: connect((host, port)).`
        : `Check the types on that line: the port must be a number (${portFromArguments(s)}), and what is sent a string or a Buffer.`,
  }),
  value: () => ({
    why: 'A value cannot be converted or used.',
    tryThis:
      'If it comes from the arguments, the keyboard or the network, check it before you use it, and show a message when it will not do.',
  }),
  index: (_, s) => ({
    why: 'The code asks for an element the list does not have.',
    tryThis: `If it is ${s.api.arguments}, check how many arguments came before you read them.`,
  }),
  key: () => ({
    why: 'The dictionary does not have that key.',
    tryThis: 'Check that the key is there before you use it: a client may leave before you look it up.',
  }),
  overflow: (_, s) => ({
    why: 'The port number is out of range: it goes from 0 to 65535.',
    tryThis: `Check the port that comes in ${s.api.arguments} and, when it will not do, show a message and end with ${s.api.exit}.`,
  }),
  recursion: (_, s) => ({
    why: 'A function calls itself without end.',
    tryThis: `To serve one client after another use a loop (while), not a call of the function to itself: then ${yours(s)} can go on forever.`,
  }),
  'file-missing': () => ({
    why: 'The program opens a file that does not exist.',
    tryThis: 'Hand that file in together with the program, or remove what depends on it.',
  }),
  'typescript-syntax': () => ({
    why: 'Node runs TypeScript by taking the types away, and this code uses something that cannot just be taken away (enum, namespace, parameters with public or private).',
    tryThis: 'Write it the JavaScript way: an object instead of an enum, and fields set in the constructor.',
  }),
  thrown: (_, s) => ({
    why: 'A value was thrown with throw, nobody caught it, and Node stopped the program.',
    tryThis: `Catch it with try / catch inside the same event. If the program cannot go on, write a message with ${s.api.complain} and end with ${s.api.exit}.`,
  }),
};
