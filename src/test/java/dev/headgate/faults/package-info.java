/**
 * What the gateway survives: each fault with its stated outcome. Upstreams that misbehave are a
 * {@link dev.headgate.testing.FaultyUpstream}, each {@link dev.headgate.testing.Fault} a record;
 * what wants a limit of the system runs as a {@link dev.headgate.testing.GatewayProcess}. Where a
 * fault is not tested here, the table names the test that does.
 *
 * <table>
 * <caption>Faults, what holds, and the test of it</caption>
 * <tr><td>1<td>an event is passed on as it is made<td>DeliveryTimeIT; FlushIT, Http2StreamIT
 * <tr><td>2<td>a reset in mid event is told, or is a visible cut<td>BrokenStreamIT; StreamEndingsIT,
 *     SdkStreamPoliciesIT for SDKs
 * <tr><td>3<td>so is an end without the last chunk<td>BrokenStreamIT; CutResponseIT
 * <tr><td>4<td>and a half-close, whose connection we close<td>BrokenStreamIT
 * <tr><td>5<td>a stall is told, whatever heartbeats went out<td>StreamTimeoutsIT; HeartbeatIT,
 *     SdkStreamPoliciesIT for SDKs
 * <tr><td>6<td>no head in time: 504<td>TimeoutsIT; StreamTimeoutsIT
 * <tr><td>7<td>unreachable: 502, and found again<td>UnreachableUpstreamIT; BadUpstreamIT, TimeoutsIT
 * <tr><td>8<td>TLS that is not trusted, or too old: 502<td>OldTlsIT; TlsUpstreamIT
 * <tr><td>9<td>an upstream's refusal passes as it is, and is asked for once<td>PassThroughIT
 * <tr><td>10<td>interim responses are swallowed, a flood ends<td>OddAnswersIT
 * <tr><td>11<td>an encoded stream is left alone<td>OddAnswersIT; PassThroughIT
 * <tr><td>12<td>other framings are delivered in ours<td>OddAnswersIT; PassThroughIT, Http2StreamIT
 * <tr><td>13<td>garbage: 502 at once<td>OddAnswersIT; BadUpstreamIT
 * <tr><td>14<td>ambiguous framing: 502, or a cut<td>OddAnswersIT, BrokenStreamIT; BadUpstreamIT
 * <tr><td>15<td>a second response is discarded<td>OddAnswersIT; PoolIT
 * <tr><td>16, 17<td>an event of 50 MB, a line without an end<td>LargeEventIT; BigStreamIT
 * <tr><td>18, 19<td>a million events; line ends and characters split<td>BigStreamIT
 * <tr><td>20<td>a client that does not read<td>BackpressureIT, Http2WindowIT
 * <tr><td>21, 22<td>a client that leaves<td>VanishingClientsIT; DepartureIT, Http2DepartureIT
 * <tr><td>23<td>a request that breaks off<td>BrokenRequestIT; DepartureIT, TimeoutsIT for its body
 * <tr><td>24<td>a client that vanishes without a word<td>KeepAliveIT; BackpressureIT, where bytes wait for it
 * <tr><td>25<td>a client that closes its half<td>DepartureIT, with HALF_CLOSE
 * <tr><td>26<td>2,000 streams at once, that all vanish<td>ManyStreamsIT; VanishingClientsIT
 * <tr><td>30<td>no file descriptor is left<td>DescriptorsIT
 * <tr><td>31<td>the log cannot be written<td>LogSinkIT; ExchangeLogTest, LogIT
 * <tr><td>36<td>floods and resets over HTTP/2, slow clients<td>Http2AbuseIT, Http2FloodIT; SlowClientsIT
 * <tr><td>37<td>memory is short, or runs out<td>HeldMemoryIT, OutOfMemoryIT
 * </table>
 */
@NullMarked
package dev.headgate.faults;

import org.jspecify.annotations.NullMarked;
