/*
 * Un lector de JSON pequeño. Un "valor" es un puntero al lugar del texto donde empieza / A small JSON reader. A "value"
 * is a pointer to the place in the text where it begins.
 *
 *   json_end(valor)                  dónde termina, o NULL si no es JSON / where it ends, or NULL if it is not JSON
 *   json_is_object(texto)            si el texto entero es un objeto / whether the whole text is an object
 *   json_member(objeto, clave)       el valor de esa clave, o NULL / the value of that key, or NULL
 *   json_element(lista, n)           el elemento n, desde 0, o NULL / element n, from 0, or NULL
 *   json_text(valor, salida, tamaño) copia un texto sin sus escapes; -1 si no es un texto o no cabe
 *                                    copies a string without its escapes; -1 if it is no string or does not fit
 *   json_quote(texto, salida, tamaño) lo contrario: entre comillas y con escapes / the reverse: quoted and escaped
 */
#ifndef JSON_H
#define JSON_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static inline const char *json_blank(const char *text)
{
    return text + strspn(text, " \t\r\n");
}

/* Bytes de un carácter UTF-8, 0 si no lo es / bytes of a UTF-8 character, 0 if it is none. */
static inline int json_utf8(const char *text)
{
    const unsigned char *at = (const unsigned char *)text;
    int length = at[0] < 0x80 ? 1 : at[0] < 0xc2 ? 0 : at[0] < 0xe0 ? 2 : at[0] < 0xf0 ? 3 : at[0] < 0xf5 ? 4 : 0;
    for (int i = 1; i < length; i++)
        if ((at[i] & 0xc0) != 0x80)
            return 0;
    return length;
}

static inline const char *json_string_end(const char *text)
{
    for (text++; *text != '"'; ) {
        if ((unsigned char)*text < 0x20)
            return NULL;
        if (*text == '\\') {
            text++;
            if (*text == 'u' ? strspn(text + 1, "0123456789abcdefABCDEF") < 4 : strchr("\"\\/bfnrt", *text) == NULL)
                return NULL;
            if (*text == '\0')
                return NULL;
            text++;
        } else {
            int length = json_utf8(text);
            if (length == 0)
                return NULL;
            text += length;
        }
    }
    return text + 1;
}

static inline const char *json_end(const char *value);

static inline const char *json_members_end(const char *text, char close)
{
    text = json_blank(text + 1);
    if (*text == close)
        return text + 1;
    for (;;) {
        if (close == '}') {
            if (*text != '"' || (text = json_string_end(text)) == NULL || *(text = json_blank(text)) != ':')
                return NULL;
            text = json_blank(text + 1);
        }
        if ((text = json_end(text)) == NULL)
            return NULL;
        text = json_blank(text);
        if (*text == close)
            return text + 1;
        if (*text != ',')
            return NULL;
        text = json_blank(text + 1);
    }
}

static inline const char *json_end(const char *value)
{
    static const char *const words[] = {"true", "false", "null"};
    if (*value == '"')
        return json_string_end(value);
    if (*value == '{' || *value == '[')
        return json_members_end(value, *value == '{' ? '}' : ']');
    for (int i = 0; i < 3; i++)
        if (strncmp(value, words[i], strlen(words[i])) == 0)
            return value + strlen(words[i]);
    if (*value != '-' && (*value < '0' || *value > '9'))
        return NULL;
    char *end;
    strtod(value, &end);
    return end == value ? NULL : end;
}

static inline int json_is_object(const char *text)
{
    const char *end = *(text = json_blank(text)) == '{' ? json_end(text) : NULL;
    return end != NULL && *json_blank(end) == '\0';
}

static inline int json_text(const char *value, char *out, size_t size);

static inline const char *json_member(const char *object, const char *key)
{
    object = json_blank(object);
    for (const char *at = json_blank(object + 1); *object == '{' && *at == '"';) {
        char name[128];
        int is_it = json_text(at, name, sizeof name) == 0 && strcmp(name, key) == 0;
        at = json_blank(json_blank(json_string_end(at)) + 1);
        if (is_it)
            return at;
        at = json_blank(json_end(at));
        at = *at == ',' ? json_blank(at + 1) : at;
    }
    return NULL;
}

static inline const char *json_element(const char *list, int index)
{
    const char *at = json_blank(list + 1);
    for (; *list == '[' && *at != ']'; index--) {
        if (index == 0)
            return at;
        at = json_blank(json_end(at));
        at = *at == ',' ? json_blank(at + 1) : at;
    }
    return NULL;
}

static inline int json_put_utf8(unsigned long code, char *out)
{
    if (code < 0x80)
        return out[0] = (char)code, 1;
    int length = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (int i = length - 1; i > 0; i--, code >>= 6)
        out[i] = (char)(0x80 | (code & 0x3f));
    out[0] = (char)((0xf00 >> length) | code);
    return length;
}

static inline unsigned long json_hex(const char *digits)
{
    char four[5] = {digits[0], digits[1], digits[2], digits[3], '\0'};
    return strtoul(four, NULL, 16);
}

static inline int json_text(const char *value, char *out, size_t size)
{
    const char *end = *value == '"' ? json_string_end(value) : NULL;
    if (end == NULL)
        return -1;
    size_t used = 0;
    for (const char *at = value + 1; at < end - 1;) {
        static const char escapes[] = "bfnrt", meanings[] = "\b\f\n\r\t";
        unsigned long code = (unsigned char)*at++;
        int is_plain = code != '\\';
        if (!is_plain) {
            const char *known = strchr(escapes, *at);
            code = known != NULL ? (unsigned char)meanings[known - escapes] : (unsigned char)*at;
            if (*at++ == 'u') {
                code = json_hex(at);
                at += 4;
                if (code >= 0xd800 && code < 0xdc00 && at[0] == '\\' && at[1] == 'u') {
                    code = 0x10000 + ((code - 0xd800) << 10) + (json_hex(at + 2) - 0xdc00);
                    at += 6;
                }
            }
        }
        if (used + 5 > size)
            return -1;
        if (is_plain)
            out[used++] = (char)code;
        else
            used += (size_t)json_put_utf8(code, out + used);
    }
    out[used] = '\0';
    return 0;
}

static inline int json_quote(const char *text, char *out, size_t size)
{
    size_t used = 0;
    if (size < 3)
        return -1;
    out[used++] = '"';
    for (; *text != '\0'; text++) {
        if (used + 9 > size)
            return -1;
        if (*text == '"' || *text == '\\')
            used += (size_t)sprintf(out + used, "\\%c", *text);
        else if ((unsigned char)*text < 0x20)
            used += (size_t)sprintf(out + used, "\\u%04x", (unsigned)*text);
        else
            out[used++] = *text;
    }
    out[used++] = '"';
    out[used] = '\0';
    return 0;
}

#endif
