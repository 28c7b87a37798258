-- Counts tokens that a stream of a share spent.
-- KEYS: the share. ARGV: tokens that were spent, tokens of a while, its milliseconds, the longest while's milliseconds.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local quota, period = tonumber(ARGV[2]), tonumber(ARGV[3])
-- As in take.lua.
local field = 't' .. period
local window = math.floor(now / period)
local last = tonumber(redis.call('HGET', KEYS[1], field .. 'w') or window)
local before = tonumber(redis.call('HGET', KEYS[1], field) or 0)
local sum = math.max(0, before - math.max(0, window - last) * quota) + tonumber(ARGV[1])
redis.call('HSET', KEYS[1], field, sum, field .. 'w', math.max(last, window))
redis.call('PEXPIRE', KEYS[1], tonumber(ARGV[4]) * 2 + math.floor(sum / quota) * period)
return 0
