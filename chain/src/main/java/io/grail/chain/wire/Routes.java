package io.grail.chain.wire;

import io.grail.chain.ChainUnavailableException;
import io.grail.chain.Outcome;
import io.grail.chain.local.Extrinsic;
import io.grail.chain.local.LocalChain;
import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.window.Block;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** What the server answers to which request; every request gets an answer, none changes the server. */
final class Routes {
    private final LocalChain chain;

    Routes(LocalChain chain) {
        this.chain = chain;
    }

    /**
     * Answers one request.
     *
     * @param query of the URL, empty if it has none
     * @param body of the request, at most {@link Extrinsic#MAX_BYTES} bytes
     */
    Answer answer(String method, String path, String query, byte[] body) throws InterruptedException {
        List<String> parts = Arrays.asList(path.split("/", -1));
        if (parts.size() < 3 || !parts.get(0).isEmpty() || !parts.get(1).equals(Wire.VERSION)) {
            return Answer.error(404, "no such path: this chain's begin with /" + Wire.VERSION + "/");
        }
        try {
            return switch (method) {
                case "GET" -> get(parts.subList(2, parts.size()), query);
                case "POST" -> post(parts.subList(2, parts.size()), body);
                default -> Answer.error(405, "method " + method + " is not allowed: GET and POST are");
            };
        } catch (MalformedException e) {
            return Answer.error(400, String.valueOf(e.getMessage()));
        } catch (ChainUnavailableException e) {
            return Answer.error(503, String.valueOf(e.getMessage()));
        } catch (IllegalStateException e) {
            return Answer.error(409, String.valueOf(e.getMessage()));
        }
    }

    private Answer get(List<String> parts, String query) throws InterruptedException {
        if (parts.size() == 1) {
            return switch (parts.getFirst()) {
                case "genesis" -> Answer.ok(Wire.object().put("genesis", chain.genesis()));
                case "blockTime" ->
                    Answer.ok(Wire.object().put("millis", chain.blockTime().toMillis()));
                case "head" -> Answer.ok(Wire.block(chain.head()));
                default -> noSuchPath();
            };
        }
        return parts.size() == 2 ? get(parts.get(0), parts.get(1), query) : noSuchPath();
    }

    private Answer get(String kind, String name, String query) throws InterruptedException {
        return switch (kind) {
            case "blocks" -> block(blockNumber(name), query);
            case "metagraphs" -> past(() -> Wire.metagraph(chain.metagraph(blockNumber(name))));
            case "commitmentsAfter" -> past(() -> CommitmentJson.writeAll(chain.commitments(blockNumber(name))));
            case "commitments" -> commitment(new Hotkey(Wire.account(name)));
            case "balances" -> Answer.ok(Wire.object().put("rao", chain.balance(Wire.account(name))));
            case "nonces" -> Answer.ok(Wire.object().put("nonce", chain.nextNonce(Wire.account(name))));
            default -> noSuchPath();
        };
    }

    private Answer block(long number, String query) throws InterruptedException {
        Optional<Block> block = query.equals("wait")
                ? chain.pollBlock(number, Duration.ofMillis(Wire.MAX_WAIT_MILLIS))
                : chain.block(number);
        return block.map(b -> Answer.ok(Wire.block(b))).orElseGet(Answer::notYet);
    }

    private static Answer past(Supplier<JsonNode> found) {
        try {
            return Answer.ok(found.get());
        } catch (IllegalArgumentException e) {
            return Answer.error(404, String.valueOf(e.getMessage()));
        }
    }

    private Answer commitment(Hotkey hotkey) {
        return Answer.ok(chain.commitment(hotkey).map(CommitmentJson::write).orElseGet(Wire::object));
    }

    private Answer post(List<String> parts, byte[] body) throws InterruptedException {
        if (!parts.equals(List.of("extrinsics"))) {
            return noSuchPath();
        }
        Optional<Outcome> outcome = chain.submit(Extrinsic.parse(body), Duration.ofMillis(Wire.MAX_WAIT_MILLIS));
        return outcome.map(o -> Answer.ok(Wire.outcome(o))).orElseGet(Answer::notYet);
    }

    private static long blockNumber(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw new MalformedException("block number " + text, "digits, at most 18");
        }
        return Long.parseLong(text);
    }

    private static Answer noSuchPath() {
        return Answer.error(404, "no such path");
    }
}
