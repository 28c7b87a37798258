-- Renews leases of a share, or takes them again where the store lost them.
-- KEYS: the leases of the share. ARGV: milliseconds of a lease, the names of the leases.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for i = 2, #ARGV do
  redis.call('ZADD', KEYS[1], now + ARGV[1], ARGV[i])
end
redis.call('PEXPIRE', KEYS[1], ARGV[1] * 2)
return 0
