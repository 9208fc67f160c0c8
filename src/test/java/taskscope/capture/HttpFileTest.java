package taskscope.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import taskscope.capture.HttpFileRequest.Header;

class HttpFileTest {

    private static final HttpRequestBody NO_BODY = new HttpRequestBody.None();

    @TempDir
    private Path directory;

    @Test
    void requestsStandBetweenSeparators() throws CannotRecord, IOException {
        var requests = read("""
                # about the file

                ### Sign up
                POST /signup HTTP/1.1
                Content-Type: application/json
                # X-Not: sent

                {"email": "ada@example.com",

                 "old": false}

                ###
                // @name alive
                /health
                """);
        assertEquals(
                List.of(
                        new HttpFileRequest(
                                "Sign up",
                                "POST",
                                "/signup",
                                List.of(new Header("Content-Type", "application/json")),
                                new HttpRequestBody.Text("{\"email\": \"ada@example.com\",\n\n \"old\": false}"),
                                1),
                        new HttpFileRequest("alive", "GET", "/health", List.of(), NO_BODY, 1)),
                requests);
    }

    @Test
    void variablesHoldInTheWholeFileAndMayUseEachOther() throws CannotRecord, IOException {
        var requests = read("""
                get {{users}}/{{ id }}
                Authorization: Bearer {{token}}

                {"of": "{{users}}"}
                ###
                @users = {{host}}/users
                @host=http://127.0.0.1:8000
                @id = 7
                @token = a b
                """);
        assertEquals(
                List.of(new HttpFileRequest(
                        "GET http://127.0.0.1:8000/users/7",
                        "GET",
                        "http://127.0.0.1:8000/users/7",
                        List.of(new Header("Authorization", "Bearer a b")),
                        new HttpRequestBody.Text("{\"of\": \"http://127.0.0.1:8000/users\"}"),
                        1)),
                requests);
    }

    @Test
    void aLongQueryMayStandOnLinesOfItsOwn() throws CannotRecord, IOException {
        assertEquals(
                "/search?q=tea&page=2",
                read("GET /search\n    ?q=tea\n    &page=2\n").getFirst().target());
    }

    @Test
    void manyAreSentAtOnceWhereTheTagSaysSo() throws CannotRecord, IOException {
        assertEquals(20, read("# @parallel 20\nGET /\n").getFirst().parallelCount());
    }

    @Test
    void aBodyMayBeAFileBesideTheRequests() throws CannotRecord, IOException {
        Files.writeString(directory.resolve("photo.png"), "not really");
        assertEquals(
                new HttpRequestBody.Content(directory.resolve("photo.png")),
                read("PUT /photo\r\n\r\n< ./photo.png\r\n").getFirst().body());
    }

    static Stream<Arguments> wrongFiles() {
        return Stream.of(
                Arguments.of("", "holds no request; write one such as GET /health"),
                Arguments.of("# only\n@a = b\n", "holds no request; write one such as GET /health"),
                Arguments.of(
                        "hello there\n",
                        "line 1: this is no request; write one such as POST /signup or GET "
                                + "http://127.0.0.1:8000/"),
                Arguments.of(
                        "GET /\n\n###\nGET /{{id}}\n",
                        "line 4: there is no variable {{id}}; define it with a line " + "@id = value"),
                Arguments.of("@a = {{b}}\n@b = {{a}}\nGET /{{a}}\n", "line 1: the variable @a needs itself"),
                Arguments.of("@host\nGET /\n", "line 1: a variable is written @name = value"),
                Arguments.of(
                        "POST /\nno header\n",
                        "line 2: this is no header (Name: value); an empty line goes before " + "the body"),
                Arguments.of(
                        "POST /\n\n< missing.json\n",
                        "line 3: the body missing.json is no file that can be read; " + "its path starts at this file"),
                Arguments.of(
                        "GET /\n\n> {% client.log(1) %}\n",
                        "line 3: scripts for responses are not run; remove this " + "part"),
                Arguments.of(
                        "# @parallel many\nGET /\n", "line 1: @parallel takes a number from 1 to 1000, not \"many\""),
                Arguments.of(
                        "GET http://[::1/\n",
                        "line 1: this is no URL: Expected closing bracket for IPv6 address at "
                                + "index 11: http://[::1/"));
    }

    @ParameterizedTest
    @MethodSource("wrongFiles")
    void aWrongFileIsOneSentenceWithItsLine(String text, String sentence) {
        var refused = assertThrows(CannotRecord.class, () -> read(text));
        assertEquals(sentence, refused.getMessage().replaceFirst("^.*shop\\.http,? ", ""));
    }

    @Test
    void aMissingFileIsSaid() {
        var refused = assertThrows(CannotRecord.class, () -> HttpFile.read(Path.of("nowhere.http")));
        assertEquals("--requests nowhere.http: no such file", refused.getMessage());
    }

    private List<HttpFileRequest> read(String text) throws CannotRecord, IOException {
        Path file = Files.writeString(directory.resolve("shop.http"), text);
        return HttpFile.read(file).requests();
    }
}
