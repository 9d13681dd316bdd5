package io.grail.protocol.run;

/** Every key of run.toml with its default and what it means; the default run trains on one laptop. */
final class RunDefaults {
    static final String TOML = """
            # A run of Grail. Every participant must use the same file: its values are the RunId.

            [run]
            name = "tiny"  # for people: a-z, 0-9 and -
            seed = 1  # of the first parameters
            startWindow = 1  # the first window that is trained, as the chain counts
            windows = 40  # planned length: the inner learning rate has come down at its end

            [chain]
            netuid = 1  # the subnet's number

            [window]
            blocks = 10  # length B of a window: window w is the blocks from w B to (w + 1) B - 1
            graceSeconds = 1  # an update counts until the timestamp of block (w + 1) B plus this
            revealSeconds = 1  # after that, an opening counts for so long
            mergeBlocks = 3  # after so many blocks the previous window's manifest is due, else another proposes one
            decideBlocks = 5  # after so many it is decided which counts, if validators with most stake do not agree before
            uploadBlocks = 2  # training stops so many blocks before the window ends
            weightsEvery = 2  # windows between two settings of weights
            checkpointEvery = 10  # windows between two checkpoints

            [model]
            architecture = "llama"
            vocabSize = 257  # rows of the embedding; at least the tokenizer's vocabulary
            width = 128  # of the residual stream
            layers = 4
            heads = 4  # query heads; a multiple of kvHeads
            kvHeads = 2
            headSize = 32
            ffnWidth = 384  # inner width of the SwiGLU
            ropeTheta = 10000.0  # base of the rotary embedding
            normEpsilon = 1e-5  # of RMSNorm
            tiedEmbeddings = true  # the output head is the embedding
            genesisRoot = ""  # root of the first parameters, 64 hex digits; empty: computed from the seed

            [tokenizer]
            kind = "byte"  # byte, or huggingface: a tokenizer.json
            hash = ""  # SHA-256 of tokenizer.json, 64 hex digits; empty for byte

            [data]
            manifest = ""  # SHA-256 of the dataset's manifest, 64 hex digits; empty: still to be prepared
            sequenceLength = 256  # targets in a sample
            validationSamples = 2048  # the last samples, never trained on: half for choosing, half for reporting

            [inner]
            steps = 8  # of the optimiser in one window
            batch = 4  # samples in a step
            optimizer = "muon"  # for the matrices between embedding and head, AdamW for the rest; or adamw, sgd
            learningRate = 0.01  # peak: linear warm-up, then cosine
            warmupSteps = 20  # counted over the whole run
            finalFraction = 0.1  # of the peak at the end of the run
            beta1 = 0.9  # decay of the first moment; Muon's momentum
            beta2 = 0.95  # decay of AdamW's second moment
            epsilon = 1e-8
            weightDecay = 0.1
            clip = 1.0  # bound of the gradient's norm

            [outer]
            merge = "scatter-mean"  # of a coordinate's values; or mean, trimmed-mean, median
            learningRate = 1.0  # at up to referencePeers merged updates
            finalFraction = 1.0  # of it at the end of the run, along half a cosine
            nesterov = 0.0  # momentum of the outer step; 0: none. Profile demo allows no other
            referencePeers = 4  # with more updates than this the outer learning rate comes down
            gatherPeers = 20  # at most so many updates are merged in a window
            newcomerSeats = 2  # of these, drawn by lot for newcomers

            [compression]
            profile = "sparseloco"  # the largest values of an update; or demo: of its DCT over each chunk
            topK = 256  # kept values of a chunk of 4096
            bits = 2  # of a kept value on the wire: 1 its sign, 2 or 4 also one of two or eight levels, 32 all of it
            errorFeedback = 0.7  # decay of what was not sent
            bytesPerWindow = 0  # budget of a payload, spent where it tells most; topK and bits are then the most. 0: none

            [incentive]
            evalRate = 0.2  # an update is judged at this fraction of the outer step
            evalSamples = 16  # compared losses, for own and for common samples each
            mu = 25.0  # first mean of a rating
            sigma = 8.333333333333334  # first deviation of a rating
            beta = 7.0  # deviation of the performance in one match
            tau = 0.1  # added to every deviation before a match
            ownThreshold = 1.0  # own-data advantage, in standard deviations, of who trained on the assigned samples
            binaryDecay = 0.95  # of the average that tells who trained on the assigned samples
            scorePower = 2.0  # weights are proportional to score to this power
            burnShare = 0.0  # of the weights that is burned
            historyWindows = 8  # length of the history that penalties look at
            maxMissing = 4  # so many missing windows of these reset a miner and put it out
            exileWindows = 20  # for so many windows a miner is put out
            alikeMild = 0.5  # likeness of two updates, beyond what is usual, from which both are halved
            alikeClear = 0.7  # from which both are reset
            alikeSame = 0.95  # from which both are put out as well
            """;

    private RunDefaults() {}
}
