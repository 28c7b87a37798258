-- Takes a permit of a share as a lease, which ends by itself unless it is renewed.
-- KEYS: the leases of the share. ARGV: how many at once, milliseconds of a lease, the lease's name.
-- Returns 1, or 0 where there is none.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[1]) then
  return 0
end
redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[2] * 2)
return 1
