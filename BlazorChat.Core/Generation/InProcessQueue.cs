using System.Threading.Channels;
using BlazorChat.Core.Settings;

namespace BlazorChat.Core.Generation;

/// <summary>The queue of one process. The jobs table is what lasts; this only says whose turn it is.</summary>
internal sealed class InProcessQueue : IGenerationQueue, IDisposable
{
    private readonly LiveOptions<GenerationOptions> _options;
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, Lane> _lanes = [];
    private readonly Dictionary<Guid, Place> _places = [];
    private readonly Channel<QueuedGeneration> _ready = Channel.CreateUnbounded<QueuedGeneration>();

    public InProcessQueue(LiveOptions<GenerationOptions> options)
    {
        _options = options;
        _options.Changed += FillAll;
    }

    public void Enqueue(QueuedGeneration generation)
    {
        lock (_lock)
        {
            if (_places.TryGetValue(generation.JobId, out var place))
            {
                if (place == Place.Taken) _places[generation.JobId] = Place.TakenAndWantedAgain;
                return;
            }

            if (!_lanes.TryGetValue(generation.OwnerId, out var lane)) _lanes[generation.OwnerId] = lane = new Lane();
            _places[generation.JobId] = Place.Waiting;
            lane.Waiting.Enqueue(generation);
            Fill(lane);
        }
    }

    public async ValueTask<QueuedGeneration> TakeAsync(CancellationToken cancellationToken)
    {
        var generation = await _ready.Reader.ReadAsync(cancellationToken);
        lock (_lock) _places[generation.JobId] = Place.Taken;
        return generation;
    }

    public void Release(QueuedGeneration generation)
    {
        lock (_lock)
        {
            var lane = _lanes[generation.OwnerId];
            lane.Running--;
            _places.Remove(generation.JobId, out var place);
            if (place == Place.TakenAndWantedAgain)
            {
                _places[generation.JobId] = Place.Waiting;
                lane.Waiting.Enqueue(generation);
            }

            Fill(lane);
            if (lane.Running == 0) _lanes.Remove(generation.OwnerId);
        }
    }

    public void Dispose() => _options.Changed -= FillAll;

    /// <summary>Starts what the limit allows now; what runs beyond a limit that was lowered runs on.</summary>
    private void Fill(Lane lane)
    {
        while (lane.Running < _options.Current.PerUser && lane.Waiting.TryDequeue(out var next))
        {
            lane.Running++;
            _ready.Writer.TryWrite(next); // Unbounded: it always takes it.
        }
    }

    private void FillAll()
    {
        lock (_lock)
        {
            foreach (var lane in _lanes.Values) Fill(lane);
        }
    }

    private enum Place
    {
        Waiting,
        Taken,

        /// <summary>Queued again (by Continue) between its end and its release.</summary>
        TakenAndWantedAgain,
    }

    private sealed class Lane
    {
        public int Running { get; set; }

        public Queue<QueuedGeneration> Waiting { get; } = [];
    }
}
