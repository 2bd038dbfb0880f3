# writes small checkpoints as test resources
import torch, sys, os, collections, numpy as np
out=sys.argv[1]; os.makedirs(out,exist_ok=True)
def tensors():
    torch.manual_seed(0)
    base=torch.arange(24,dtype=torch.float32).reshape(2,3,4)
    d=collections.OrderedDict()
    d['float']=base.clone()
    d['transposed']=torch.arange(24,dtype=torch.float32).reshape(4,6).t()
    d['slice']=torch.arange(24,dtype=torch.float32).reshape(4,6)[1:3,::2]
    shared=torch.arange(12,dtype=torch.float32)
    d['shared']=shared; d['sharedtail']=shared[4:].reshape(2,4)
    d['expanded']=torch.tensor([7.]).expand(3,2)
    d['half']=torch.tensor([1.5,-2.,65504.],dtype=torch.float16)
    d['bfloat']=torch.tensor([1.5,-2.,3e38],dtype=torch.bfloat16)
    d['double']=torch.tensor([0.1,-1e-30],dtype=torch.float64)
    d['long']=torch.tensor(12345)
    d['byte']=torch.tensor([0,255],dtype=torch.uint8)
    d['bool']=torch.tensor([True,False])
    d['empty']=torch.zeros(0,3)
    d['parameter']=torch.nn.Parameter(torch.tensor([[1.,2.],[3.,4.]]))
    return d
net=torch.nn.Sequential(torch.nn.Conv2d(1,2,3),torch.nn.BatchNorm2d(2))
opt=torch.optim.SGD(net.parameters(),lr=.1,momentum=.9)
net(torch.ones(2,1,5,5)).sum().backward(); opt.step()
ck={'epoch':3,'best_prec1':torch.tensor(91.5),'arch':'resnet','state_dict':tensors(),'acc':np.float64(0.5),'big':2**80,'none':None,'opt':opt.state_dict(),'tuple':(1,2.5,'x',True,{'a':b'bytes'})}
torch.save(ck,out+'/views.pth')
torch.save(ck,out+'/views-legacy.pth',_use_new_zipfile_serialization=False)
for p in (3,4,5):
    torch.save(tensors(),out+'/protocol%d.pth'%p,pickle_protocol=p)
torch.save(net,out+'/module.pth')
from safetensors.torch import save_file
d={k:v.detach().contiguous().clone() for k,v in tensors().items()}
save_file(d,out+'/python.safetensors',metadata={'format':'pt'})
