package dev.headgate.dialect;

/** Streams as providers send them, one in each dialect; see the providers' references. */
final class Transcripts {
  static final String OPENAI =
      """
      : OPENROUTER PROCESSING

      data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1760000000,"model":"gpt-x","choices":[{"index":0,"delta":{"role":"assistant","content":"","refusal":null},"logprobs":null,"finish_reason":null}],"usage":null,"obfuscation":"Zx8"}

      data: {"id":"chatcmpl-1","object":"chat.completion.chunk","model":"gpt-x","choices":[{"index":0,"delta":{"content":"Hello"},"logprobs":null,"finish_reason":null}],"usage":null}

      data: {"id":"chatcmpl-1","object":"chat.completion.chunk","model":"gpt-x","choices":[{"index":0,"delta":{},"logprobs":null,"finish_reason":"stop"}],"usage":null}

      data: {"id":"chatcmpl-1","object":"chat.completion.chunk","model":"gpt-x","choices":[],"usage":{"prompt_tokens":17,"completion_tokens":9,"total_tokens":26,"prompt_tokens_details":{"cached_tokens":5,"audio_tokens":0},"completion_tokens_details":{"reasoning_tokens":3}}}

      data: [DONE]

      """;

  static final String OPENAI_RESPONSES =
      """
      event: response.created
      data: {"type":"response.created","sequence_number":0,"response":{"id":"resp_1","object":"response","status":"in_progress","model":"gpt-x","output":[],"usage":null}}

      event: response.output_item.added
      data: {"type":"response.output_item.added","sequence_number":1,"output_index":0,"item":{"id":"msg_1","type":"message","status":"in_progress","content":[],"role":"assistant"}}

      event: response.output_text.delta
      data: {"type":"response.output_text.delta","sequence_number":2,"item_id":"msg_1","output_index":0,"content_index":0,"delta":"Hello","logprobs":[],"obfuscation":"q1"}

      event: response.completed
      data: {"type":"response.completed","sequence_number":3,"response":{"id":"resp_1","status":"completed","model":"gpt-x","output":[{"type":"message","status":"completed"}],"usage":{"input_tokens":17,"input_tokens_details":{"cached_tokens":5,"cache_write_tokens":0},"output_tokens":9,"output_tokens_details":{"reasoning_tokens":3},"total_tokens":26}}}

      """;

  static final String ANTHROPIC =
      """
      event: message_start
      data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude-x","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":10,"cache_creation_input_tokens":2,"cache_read_input_tokens":5,"output_tokens":1,"service_tier":"standard"}}}

      event: content_block_start
      data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

      event: ping
      data: {"type": "ping"}

      event: content_block_delta
      data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hello"}}

      event: content_block_stop
      data: {"type":"content_block_stop","index":0}

      event: message_delta
      data: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":9}}

      event: message_stop
      data: {"type":"message_stop"}

      """;

  static final String GEMINI =
      """
      data: {"candidates":[{"content":{"parts":[{"text":"Think","thought":true}],"role":"model"},"index":0}],"usageMetadata":{"promptTokenCount":17,"totalTokenCount":17},"modelVersion":"gemini-x","responseId":"r1"}

      data: {"candidates":[{"content":{"parts":[{"text":"Hello"}],"role":"model"},"index":0}],"usageMetadata":{"promptTokenCount":17,"candidatesTokenCount":1,"totalTokenCount":18},"modelVersion":"gemini-x","responseId":"r1"}

      data: {"candidates":[{"content":{"parts":[{"text":" end."}],"role":"model"},"finishReason":"STOP","index":0}],"usageMetadata":{"promptTokenCount":17,"candidatesTokenCount":6,"totalTokenCount":26,"cachedContentTokenCount":5,"thoughtsTokenCount":3},"modelVersion":"gemini-x","responseId":"r1"}

      """;

  static final String OLLAMA =
      """
      {"model":"llama-x","created_at":"2026-01-01T00:00:00Z","message":{"role":"assistant","content":""},"done":false}
      {"model":"llama-x","created_at":"2026-01-01T00:00:01Z","message":{"role":"assistant","content":"Hello"},"done":false}
      {"model":"llama-x","created_at":"2026-01-01T00:00:02Z","message":{"role":"assistant","content":""},"done":true,"done_reason":"stop","prompt_eval_count":17,"eval_count":9}
      """;

  static final String AI_SDK_UI =
      """
      data: {"type":"start","messageId":"m1"}

      data: {"type":"reasoning-delta","id":"r1","delta":"Think"}

      data: {"type":"text-delta","id":"t1","delta":"Hello"}

      data: {"type":"finish"}

      data: [DONE]

      """;

  static final String AG_UI =
      """
      data: {"type":"RUN_STARTED","threadId":"t1","runId":"r1"}

      data: {"type":"TEXT_MESSAGE_START","messageId":"m1","role":"assistant"}

      data: {"type":"TEXT_MESSAGE_CONTENT","messageId":"m1","delta":"Hello"}

      data: {"type":"RUN_FINISHED","threadId":"t1","runId":"r1"}

      """;

  static final String MCP =
      """
      event: message
      data: {"jsonrpc":"2.0","method":"notifications/progress","params":{"progress":1}}

      event: message
      data: {"jsonrpc":"2.0","id":"call-1","result":{"content":[]}}

      """;

  static final String UNKNOWN =
      """
      data: Hello

      event: ping
      data: {}

      data: world

      """;

  private Transcripts() {}
}
